package dev.parley.config;

/**
 * How the door guards itself.
 *
 * @param acceptWaitMs     how long a handshake may wait for its turn before it is refused with 503
 * @param headMs           how long the head of a request may take, from the opening or its first byte
 * @param bodyMs           how long the body of a request may take
 * @param idleMs           how long a connection may be kept between two requests
 * @param receiveBytes     that the system keeps of one connection before they are read
 * @param unackedMs        how long sent bytes may stay unacknowledged before a connection counts as dead
 * @param heapPercentMax   of the heap in use after a collection above which nobody new comes in
 * @param directPercentMax of direct memory in use above which nobody new comes in
 * @param keysMax          users, and addresses, that are remembered at once
 */
public record EdgeSettings(int acceptWaitMs, int headMs, int bodyMs, int idleMs, int receiveBytes,
                           int unackedMs, int heapPercentMax, int directPercentMax, int keysMax) {
}

package dev.parley.config;

/**
 * How nodes tell one another.
 *
 * @param peerBytesMax unacknowledged bytes to one peer above which it gets only counters
 * @param batchBytesMax bytes of one batch to a peer at most
 */
public record RelaySettings(int peerBytesMax, int batchBytesMax) {
}

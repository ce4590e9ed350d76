package dev.parley.presence;

/**
 * How patient the nodes are with one another, in milliseconds.
 *
 * @param lostNodeHoldMs how long the sessions of a node that is gone are kept
 * @param deafMs         after which silence a node is sent no more than digests
 * @param silentMs       after which silence a node counts as gone, whatever the cluster says of it
 */
record GossipTimes(long lostNodeHoldMs, long deafMs, long silentMs) {
}

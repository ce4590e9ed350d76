package dev.parley.presence;

/**
 * How somebody is seen, as a presence entry of the wire says it.
 *
 * @param devices sessions by which he is there, at least 1
 * @param since   since when he has been online without a break, in milliseconds
 */
record Shown(String user, String name, Status status, String text, int devices, long since) {
}

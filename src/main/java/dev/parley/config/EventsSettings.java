package dev.parley.config;

/**
 * Server-sent events.
 *
 * @param channelsMax channels of one stream; the id of each event grows with them
 * @param heartbeatMs how often a comment shows that the stream lives
 * @param retryMs     how long clients wait, on average, before they come back
 */
public record EventsSettings(int channelsMax, int heartbeatMs, int retryMs) {
}

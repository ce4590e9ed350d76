package dev.parley.config;

/**
 * How logs are followed, replayed and repaired by the hubs.
 *
 * @param tailBytesMax bytes of recent publications that one hub keeps for replays, all channels together
 * @param pageSize publications read from a log at once
 * @param pagesInFlightMax log reads of one hub under way at once
 * @param reorderWindowMs how long an early publication waits for its elder before the log is asked
 * @param headCheckMs how often feeds are compared with the heads of their logs
 * @param askTimeoutMs how long a log may take to answer
 */
public record FeedSettings(long tailBytesMax, int pageSize, int pagesInFlightMax, int reorderWindowMs,
                           int headCheckMs, int askTimeoutMs) {
}

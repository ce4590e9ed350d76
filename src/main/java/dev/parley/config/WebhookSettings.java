package dev.parley.config;

import java.util.List;

/**
 * How applications are told of what happens.
 *
 * @param hooks who is told of what; read from a file of their own
 * @param timeoutMs how long a receiver may take to answer
 * @param underWayMax deliveries of one hook at once, each of another channel
 * @param batchMax events of one delivery
 * @param retryFirstMs the longest pause after the first failure; it doubles with each
 * @param retryMostMs the longest of all
 * @param giveUpAfterMs how long a delivery is tried before it becomes a dead letter
 * @param leaseMs how long a sender may be silent before another takes over
 */
public record WebhookSettings(List<Hook> hooks, int timeoutMs, int underWayMax, int batchMax,
                              int retryFirstMs, int retryMostMs, long giveUpAfterMs, int leaseMs) {

    public WebhookSettings {
        hooks = List.copyOf(hooks);
    }
}

package dev.parley.config;

/**
 * What applications publish in their own SQL transactions.
 *
 * @param useNotify whether each such transaction wakes the node that tells of it
 * @param pollMs how often that node looks
 * @param batchMax events of one step
 * @param leaseMs how long it may be silent before another takes over
 * @param undeclaredWaitMs how long what is of no declared namespace waits for one
 * @param deadKeepDays how long what could not be published is kept
 */
public record SqlSettings(boolean useNotify, int pollMs, int batchMax, int leaseMs, int undeclaredWaitMs,
                          int deadKeepDays) {
}

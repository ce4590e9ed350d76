package dev.parley.config;

/**
 * What people are told on their own channels.
 *
 * @param keepDays     how long such a channel and the notifications in it are kept
 * @param pruneEveryMs how often what is older is cleared away
 */
public record NotificationSettings(int keepDays, int pruneEveryMs) {
}

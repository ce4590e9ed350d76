package dev.parley.config;

/**
 * The recent log.
 *
 * @param embedded start a Redis of our own and ignore the URL
 * @param url such as {@code redis://localhost:6379}
 */
public record RedisSettings(boolean embedded, String url) {
}

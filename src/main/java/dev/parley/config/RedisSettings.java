package dev.parley.config;

import java.nio.file.Path;

/**
 * The recent log.
 *
 * @param embedded start a Redis of our own and ignore the URL
 * @param dataDirectory where the embedded one keeps its files
 * @param url such as {@code redis://localhost:6379}
 */
public record RedisSettings(boolean embedded, Path dataDirectory, String url) {

    /** The same, reached elsewhere. */
    public RedisSettings at(String newUrl) {
        return new RedisSettings(embedded, dataDirectory, newUrl);
    }

    /** Every key but the URL, which may hold a password. */
    @Override
    public String toString() {
        return "RedisSettings[embedded=" + embedded + ", dataDirectory=" + dataDirectory + "]";
    }
}

package dev.parley.log;

import java.util.Objects;

/**
 * A wish for a piece of a log.
 *
 * @param user     whose right to read is checked again with this page; empty = the server itself (a repair)
 * @param after    the last seq that the reader has
 * @param limit    the most publications wanted, at least 1; the log may give fewer, and says with {@code
 *     more}
 */
public record PageRequest(String channel, String user, long after, int limit) {

    public PageRequest {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(user);
        if (after < 0 || limit < 1) {
            throw new IllegalArgumentException("after " + after + ", limit " + limit);
        }
    }
}

package dev.parley.transport;

import java.util.List;

/**
 * The order to send all sessions of a socket verticle elsewhere; answered when the last one has left.
 *
 * @param durationMs the time over which they are spread; 0 = all at once
 * @param urls       where they may go; empty = anywhere
 */
public record Drain(int durationMs, List<String> urls) {

    public Drain {
        urls = List.copyOf(urls);
        if (durationMs < 0) {
            throw new IllegalArgumentException("durationMs " + durationMs);
        }
    }
}

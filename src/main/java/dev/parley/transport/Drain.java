package dev.parley.transport;

import java.util.List;

/**
 * The order to send all sessions of a socket verticle elsewhere; answered when the last one has left.
 *
 * @param spreadMs the time over which they are spread; 0 = all at once
 * @param phase    which part of the time between two of them passes before the first, from 0 to less than 1:
 *                 verticles with phases of their own make one even row together
 * @param urls     where they may go; empty = anywhere
 */
public record Drain(int spreadMs, double phase, List<String> urls) implements Order {

    public Drain {
        urls = List.copyOf(urls);
        if (spreadMs < 0 || phase < 0 || phase >= 1) {
            throw new IllegalArgumentException("spreadMs " + spreadMs + ", phase " + phase);
        }
    }
}

package dev.parley.hub;

import java.util.random.RandomGenerator;

/** How long to wait before asking a log again that did not answer: doubling, bounded, spread by chance. */
final class Backoff {

    static final long FIRST_MS = 50;
    static final long LONGEST_MS = 2_000;

    private final RandomGenerator random;
    private long ms = FIRST_MS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next wait in milliseconds, at least 1. */
    long next() {
        var wait = ms / 2 + random.nextLong(ms / 2 + 1);
        ms = Math.min(LONGEST_MS, ms * 2);
        return Math.max(1, wait);
    }

    void reset() {
        ms = FIRST_MS;
    }
}

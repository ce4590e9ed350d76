package dev.parley.presence;

/**
 * Knows when this node itself stood still: nobody told the time for a while. What happened meanwhile comes
 * out only then, and nobody else was silent for that. Lives on one context; times in milliseconds.
 */
final class Vigil {

    private static final long STILL_MS = 1_000;
    /** In so long after it, it has come out which pipes broke meanwhile. */
    private static final long WAKING_MS = 10_000;

    private long now;
    private long stoodSince;
    private long wokeAt;

    /** It is that late. Told several times a second. */
    void at(long time) {
        if (time - now > STILL_MS) {
            stoodSince = now;
            wokeAt = time;
        }
        now = time;
    }

    long now() {
        return now;
    }

    /** When it last began to look: after its start, or after it stood still. */
    long wokeAt() {
        return wokeAt;
    }

    /** Since when a pipe may be broken that is found to be now. */
    long brokenSince() {
        return stoodSince > 0 && now - wokeAt < WAKING_MS ? stoodSince : now;
    }
}

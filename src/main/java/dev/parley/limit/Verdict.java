package dev.parley.limit;

/** Whether a request may come in. */
public sealed interface Verdict {

    /** It may. */
    record Admitted() implements Verdict {
    }

    /** It may, in so many milliseconds. */
    record Later(long ms) implements Verdict {
    }

    /**
     * It may not.
     *
     * @param status       of HTTP: 429 for who asks too much, 503 when the node is full, 415
     * @param retryAfterMs when it may be worth another try; 0 = never
     * @param why          a sentence
     */
    record Refused(int status, long retryAfterMs, String why) implements Verdict {
    }

    Verdict ADMITTED = new Admitted();
}

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
     * @param heldMs       how long even the refusal waits: who hammers on in place of waiting would keep the
     *                     node busy with refusing
     * @param why          a sentence
     */
    record Refused(int status, long retryAfterMs, long heldMs, String why) implements Verdict {
    }

    Verdict ADMITTED = new Admitted();
}

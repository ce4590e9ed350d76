package dev.parley.webhook;

/** How a receiver has answered. */
sealed interface Verdict {

    /** It has taken the delivery. */
    record Taken() implements Verdict {
    }

    /**
     * It has not, or nobody knows.
     *
     * @param why        a few words for the operator
     * @param retryAfter milliseconds that it asks for, 0 = none
     */
    record Failed(String why, long retryAfter) implements Verdict {
    }
}

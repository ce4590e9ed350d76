package dev.parley.relay;

import java.util.Objects;

/**
 * Told to every hub of a node: a bell may not have been heard, so compare the feeds with the heads of their
 * logs now. Comes at most a few times a second, however much goes wrong.
 */
public record Missed(Cause cause) {

    public Missed {
        Objects.requireNonNull(cause);
    }

    /** Why a bell may have been missed; for logs and metrics. */
    public enum Cause {
        /** A peer's counter jumped: batches were lost, or left out because this node was too slow. */
        HOLE,
        /** A node joined, or came back with a new life. */
        JOINED,
        /** A node left, perhaps between a commit and its bell. */
        LEFT,
        /** A peer said something that this node cannot read. */
        UNREADABLE,
        /** A log may have forgotten what it had, and be another one now. */
        FORGOTTEN
    }
}

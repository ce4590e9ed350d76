package dev.parley.log;

import dev.parley.protocol.Position;
import dev.parley.protocol.Refusal;
import java.util.Objects;

/** The answer to a {@link Door}. */
public sealed interface Opening {

    /**
     * The user may read.
     *
     * @param head  the last publication, seq 0 when there is none yet
     * @param floor the oldest seq still kept minus 1: a reader at {@code floor} or later can be served whole
     */
    record Open(Position head, long floor) implements Opening {
        public Open {
            Objects.requireNonNull(head);
        }
    }

    /**
     * The user may read, and the channel keeps no log: its events have no seq and are told at most once.
     *
     * @param each of a pattern of channels: whether he is told of those only that his token names
     */
    record Passing(boolean each) implements Opening {

        public Passing() {
            this(false);
        }
    }

    /** Nobody can tell now: what keeps the channel is away. Asking again is safe. */
    record Away(Refusal refusal) implements Opening {
        public Away {
            Objects.requireNonNull(refusal);
        }
    }

    /** The user may not read, or there is no such channel for him. */
    record Shut(Refusal refusal) implements Opening {
        public Shut {
            Objects.requireNonNull(refusal);
        }
    }
}

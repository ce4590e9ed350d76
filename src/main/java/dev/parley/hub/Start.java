package dev.parley.hub;

import java.util.Objects;
import java.util.Optional;

/** Where a subscription begins. */
public sealed interface Start {

    /** The same wish, where the publications begin elsewhere. */
    default Start from(Start elsewhere) {
        return this instanceof WithState ? new WithState(elsewhere) : elsewhere;
    }

    /** With what comes from now on. */
    record Now() implements Start {
    }

    /**
     * After the last publication that the client has.
     *
     * @param epoch of the log that it belongs to; empty = the present one
     */
    record After(long seq, Optional<String> epoch) implements Start {
        public After {
            Objects.requireNonNull(epoch);
            if (seq < 0) {
                throw new IllegalArgumentException("since " + seq);
            }
        }
    }

    /**
     * With the live state of a channel that carries one, in the answer.
     *
     * @param start where the publications begin; the state stands at the head, whatever it says
     */
    record WithState(Start start) implements Start {
        public WithState {
            Objects.requireNonNull(start);
        }
    }

    /** With the newest {@code count} publications, as many as are kept. */
    record Last(int count) implements Start {
        public Last {
            if (count < 0) {
                throw new IllegalArgumentException("last " + count);
            }
        }
    }
}

package dev.parley.persistence;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One step of a change to the state of a channel (docs/protocol.md, "Live state"), already checked for form.
 */
public sealed interface StateOp {

    String key();

    /** The version that the key must have for the whole change to happen; 0 = it must be absent. */
    OptionalLong ifVersion();

    /**
     * Gives a key a value.
     *
     * @param json the value as JSON text
     */
    record Put(String key, OptionalLong ifVersion, String json) implements StateOp {
        public Put {
            Objects.requireNonNull(key);
            Objects.requireNonNull(ifVersion);
            Objects.requireNonNull(json);
        }
    }

    /** Takes a key away; nothing where it is absent. */
    record Remove(String key, OptionalLong ifVersion) implements StateOp {
        public Remove {
            Objects.requireNonNull(key);
            Objects.requireNonNull(ifVersion);
        }
    }

    /**
     * Adds to a number; an absent one is 0.
     *
     * @param min the sum may not be less
     * @param max the sum may not be more
     */
    record Add(String key, OptionalLong ifVersion, BigDecimal by, Optional<BigDecimal> min,
               Optional<BigDecimal> max) implements StateOp {
        public Add {
            Objects.requireNonNull(key);
            Objects.requireNonNull(ifVersion);
            Objects.requireNonNull(by);
            Objects.requireNonNull(min);
            Objects.requireNonNull(max);
        }
    }

    /**
     * Puts a member into a set, or takes it out; an absent set is empty.
     *
     * @param json   the member as JSON text: a string, a number, true or false
     * @param inside whether it shall be in the set
     */
    record Member(String key, OptionalLong ifVersion, String json, boolean inside) implements StateOp {
        public Member {
            Objects.requireNonNull(key);
            Objects.requireNonNull(ifVersion);
            Objects.requireNonNull(json);
        }
    }
}

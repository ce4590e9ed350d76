package dev.parley.bus;

import dev.parley.protocol.Signal;
import java.util.Objects;

/**
 * The present state of a channel, told to one hub: for those of its subscribers who wait for one, and for
 * nobody else. What changes it is told to the same hub, in order, as the signals of any channel are.
 */
public record Standing(Signal state) {

    public Standing {
        Objects.requireNonNull(state);
    }
}

package dev.parley.hub;

import dev.parley.log.Snapshot;
import dev.parley.protocol.Position;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to a subscribe (docs/protocol.md, "Subscribe").
 *
 * @param head      the channel's head at that moment; empty for channels without a log
 * @param recovered whether all that was missed follows; empty when nothing was asked for
 * @param state     the live state at the head, where it was asked for and there is one
 */
public record Subscribed(Optional<Position> head, Optional<Boolean> recovered, Optional<Snapshot> state) {

    public Subscribed {
        Objects.requireNonNull(head);
        Objects.requireNonNull(recovered);
        Objects.requireNonNull(state);
    }

    /** Without a state. */
    public Subscribed(Optional<Position> head, Optional<Boolean> recovered) {
        this(head, recovered, Optional.empty());
    }
}

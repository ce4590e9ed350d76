package dev.parley.hub;

import dev.parley.protocol.Position;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to a subscribe (docs/protocol.md, "Subscribe").
 *
 * @param head      the channel's head at that moment; empty for channels without a log
 * @param recovered whether all that was missed follows; empty when nothing was asked for
 */
public record Subscribed(Optional<Position> head, Optional<Boolean> recovered) {

    public Subscribed {
        Objects.requireNonNull(head);
        Objects.requireNonNull(recovered);
    }
}

package dev.parley.log;

import dev.parley.protocol.Position;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a {@link Draft}.
 *
 * @param position  where it stands in its log; empty for channels without one
 * @param duplicate whether it was there already: the position is that of the first time
 */
public record Posted(String id, Optional<Position> position, boolean duplicate) {

    public Posted {
        Objects.requireNonNull(id);
        Objects.requireNonNull(position);
    }
}

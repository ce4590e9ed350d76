package dev.parley.protocol;

import java.util.Objects;

/**
 * A place in a log.
 *
 * @param epoch the identity of the log: positions of different epochs cannot be compared
 * @param seq   the number of the last publication at or before this place; 0 = before the first
 */
public record Position(String epoch, long seq) {

    public Position {
        Objects.requireNonNull(epoch);
        if (seq < 0) {
            throw new IllegalArgumentException("negative seq " + seq);
        }
    }
}

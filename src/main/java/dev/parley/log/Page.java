package dev.parley.log;

import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import java.util.List;
import java.util.Objects;

/**
 * A piece of a log: {@code after + 1, after + 2 …} without a hole, unless {@code floor} is beyond {@code
 * after}
 * (then the reader cannot be served whole).
 *
 * @param head  the log's head in the same view
 * @param floor as in {@link Opening.Open}
 */
public record Page(List<Publication> publications, Position head, long floor) {

    public Page {
        publications = List.copyOf(publications);
        Objects.requireNonNull(head);
    }
}

package dev.parley.log;

import dev.parley.protocol.Refusal;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to become an event of a live channel, already checked for its form.
 *
 * @param type   the event's type on the wire
 * @param data   JSON text, told as it is
 * @param id     unique in its channel
 * @param named  whether the publisher chose the id: only then can it come again
 * @param by     the user who published it; empty = nobody
 * @param origin the public id of his session; empty = none
 * @param denied why it is refused, unless it is there already: who repeats what was accepted is told so,
 *     whatever he may do by now
 */
public record Draft(String channel, String type, String data, String id, boolean named, String by,
                    String origin, Optional<Refusal> denied) {

    public Draft {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(type);
        Objects.requireNonNull(data);
        Objects.requireNonNull(id);
        Objects.requireNonNull(by);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(denied);
    }

    /** Refused by nothing. */
    public Draft(String channel, String type, String data, String id, boolean named, String by,
                 String origin) {
        this(channel, type, data, id, named, by, origin, Optional.empty());
    }
}

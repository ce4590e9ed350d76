package dev.parley.persistence;

import dev.parley.config.StateSettings;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A wish to change the state of a live channel: all of its ops or none. The reply is
 * {@code {id, seq, epoch, at, changes, duplicate?}}.
 *
 * @param id     unique in its channel
 * @param named  whether the client chose the id: only then can it come again
 * @param ops    in the order in which they apply; one at least
 * @param denied why the caller may not; told only where the id is new
 * @param keep   how many of the newest publications can be read from then on; 0 = all
 */
public record ChangeState(String channel, String id, boolean named, Caller caller, List<StateOp> ops,
                          Optional<Refusal> denied, long keep, StateSettings limits) implements Append {

    public ChangeState {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(id);
        Objects.requireNonNull(caller);
        ops = List.copyOf(ops);
        Objects.requireNonNull(denied);
        Objects.requireNonNull(limits);
        if (ops.isEmpty()) {
            throw new IllegalArgumentException("a change without ops");
        }
    }
}

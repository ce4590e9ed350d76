package dev.parley.bus;

import java.util.Objects;

/**
 * A hub of this node has no subscriber any more on a channel that has a state: nothing of it need be told
 * there until a {@link Newcomer} comes.
 *
 * @param hub the number of the hub
 */
public record Deserted(String channel, int hub) {

    public Deserted {
        Objects.requireNonNull(channel);
    }
}

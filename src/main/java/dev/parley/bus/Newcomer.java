package dev.parley.bus;

import java.util.Objects;

/**
 * A hub of this node has a new subscriber on a channel: whoever shows a passing state there tells it once
 * more.
 *
 * @param hub the number of the hub
 */
public record Newcomer(String channel, int hub) {

    public Newcomer {
        Objects.requireNonNull(channel);
    }
}

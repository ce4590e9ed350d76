package dev.parley.log;

import java.util.Objects;

/**
 * A wish to read a channel.
 *
 * @param user who wants to; for a server-wide right (an operator's key) the empty string
 */
public record Door(String channel, String user) {

    public Door {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(user);
    }
}

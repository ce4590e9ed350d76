package dev.parley.log;

import dev.parley.protocol.Caller;
import dev.parley.protocol.Channels;
import java.util.List;
import java.util.Objects;

/**
 * A wish to read a channel.
 *
 * @param user   who wants to; for a server-wide right (an operator's key) the empty string
 * @param grants what his token says of channels: patterns with {@code *} for any characters
 * @param people whether he wants to know who is there, too, which a channel may keep for itself
 */
public record Door(String channel, String user, List<String> grants, boolean people) {

    public Door {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(user);
        grants = List.copyOf(grants);
    }

    /** Of somebody whose token says nothing of channels. */
    public Door(String channel, String user) {
        this(channel, user, List.of(), false);
    }

    /** Of whoever sends a command; live channels are the application's own. */
    public static Door of(String channel, Caller caller) {
        var own = caller.server() && channel.startsWith(Channels.LIVE);
        return new Door(channel, own ? "" : caller.user(), caller.channels(), false);
    }

    /** The same, to know who is there. */
    public Door toPeople() {
        return new Door(channel, user, grants, true);
    }

    /** Whether it is the server itself that wants to. */
    public boolean ofServer() {
        return user.isEmpty();
    }
}

package dev.parley.hub;

import dev.parley.protocol.Refusal;
import java.util.List;

/** Who is told: a session, seen from its hub. Lives on the hub's event loop; so do all calls. */
public interface Subscriber {

    /** The user whose rights count. */
    String user();

    /** What his token says of channels: patterns with {@code *}. */
    default List<String> grants() {
        return List.of();
    }

    /**
     * Takes one event for the wire. May call neither the hub nor {@link Subscription#start()}.
     *
     * @return false when the pipe is full: the event was not taken, and the subscriber calls {@link
     *     Hub#drained} when
     *     there is room again
     */
    boolean offer(Broadcast broadcast);

    /**
     * The log changed its identity under a live subscription: told anew, as the answer to a subscribe is
     * told.
     */
    void resubscribed(String channel, Subscribed answer);

    /** The right to read was lost, or the channel ended: nothing more follows on it. */
    void ended(String channel, Refusal why);
}

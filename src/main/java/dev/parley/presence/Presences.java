package dev.parley.presence;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.protocol.Channels;

/**
 * How sessions tell who is here. Callable on any context; calls about one session come from one context, in
 * their order. What is told of a session that never {@link #opened} says nothing.
 */
public final class Presences {

    private final Bus bus;

    public Presences(Bus bus) {
        this.bus = bus;
    }

    /** The session's user is known; once per session. */
    public void opened(Arrival arrival) {
        bus.tell(Addresses.PRESENCE, new Told.Opened(arrival));
    }

    /** The session was granted a subscription; telling it again changes nothing. */
    public void subscribed(String session, String channel) {
        if (!Channels.isPresence(channel)) {
            bus.tell(Addresses.PRESENCE, new Told.Subscribed(session, channel));
        }
    }

    /** A subscription has ended, whoever ended it. */
    public void unsubscribed(String session, String channel) {
        if (!Channels.isPresence(channel)) {
            bus.tell(Addresses.PRESENCE, new Told.Unsubscribed(session, channel));
        }
    }

    /**
     * The session is over.
     *
     * @param stays whether its user may be back in a moment, because nobody said goodbye: until {@code
     *     presence.holdMs} have passed, he is shown as if nothing had happened
     */
    public void closed(String session, boolean stays) {
        bus.tell(Addresses.PRESENCE, new Told.Closed(session, stays));
    }
}

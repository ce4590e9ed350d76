package dev.parley.transport.api;

import dev.parley.hub.Broadcast;
import dev.parley.hub.Subscribed;
import dev.parley.hub.Subscriber;
import dev.parley.protocol.Refusal;

/** Somebody who asks where channels stand and goes: his subscriptions are never started. */
final class Glance implements Subscriber {

    private final String user;

    Glance(String user) {
        this.user = user;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public boolean offer(Broadcast broadcast) {
        return true;
    }

    @Override
    public void resubscribed(String channel, Subscribed answer) {
        // Nobody listens any more: the answer was given.
    }

    @Override
    public void ended(String channel, Refusal why) {
        // As above.
    }
}

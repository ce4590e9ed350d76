package dev.parley.session;

import dev.parley.hub.Subscribed;
import dev.parley.protocol.Refusal;

/**
 * Where the answer to a subscribe goes, before any event of the channel. Called on the session's event
 * loop.
 */
public interface Grant {

    void granted(Subscribed answer);

    void refused(Refusal why);

    /** A later subscribe or unsubscribe of the same channel came first: that one is answered instead. */
    default void overtaken() {
    }
}

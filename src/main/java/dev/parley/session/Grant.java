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

    /** An unsubscribe of the channel came first: there is nothing to answer any more. */
    default void overtaken() {
    }
}

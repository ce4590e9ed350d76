package dev.parley.session;

import dev.parley.hub.Broadcast;
import dev.parley.hub.Subscribed;
import dev.parley.limit.Allowance;
import dev.parley.protocol.Refusal;
import io.vertx.core.json.JsonObject;

/**
 * A pipe, as its session sees it. Every call comes on the session's event loop and returns at once; what is
 * written after {@link #close} is left out.
 */
public interface Transport {

    /** What kind of pipe it is, as metrics name it, such as {@code websocket}. */
    String name();

    /** What all connections of the client's remote address share; the same each time. */
    Allowance address();

    /** Whether somebody who listens here counts as present in the channels that he listens to. */
    default boolean present() {
        return true;
    }

    /**
     * Takes one event for the wire, unless the pipe is full.
     *
     * @return false when full: nothing was taken, and {@link Session#drained()} is called when there is room
     */
    boolean offer(Broadcast broadcast);

    /** Tells a subscription's answer anew, unasked: the log changed its identity. */
    void subscribed(String channel, Subscribed answer);

    /** Tells that a subscription is over. */
    void ended(String channel, Refusal why);

    /** Tells the client something about its session. */
    void notice(JsonObject notice);

    /** What the client calls its device, or how its program calls itself; empty when it does not say. */
    default String device() {
        return "";
    }

    /** The bytes that the client has still to take; negative when the pipe cannot tell. */
    default long backlog() {
        return -1;
    }

    /** Stops or goes on taking what the client sends; a frame or two may still arrive after the stop. */
    void reading(boolean wanted);

    /** Asks the client for a sign of life in a way that it answers by itself. */
    void ping();

    /** Says goodbye and closes; {@link Session#closed()} follows in any case. */
    void close(Closing why);
}

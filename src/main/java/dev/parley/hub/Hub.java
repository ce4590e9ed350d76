package dev.parley.hub;

import io.vertx.core.Future;

/** The subscriptions of one event loop. All calls come on that loop. */
public interface Hub {

    /**
     * Opens a subscription; a former one of the same subscriber to the same channel is replaced.
     * Fails with {@code RefusedException}: what the log's door says, or {@code unavailable}.
     */
    Future<Subscription> open(Subscriber subscriber, String channel, Start start);

    /** Ends one subscription, in whatever state it is. */
    void close(Subscriber subscriber, String channel);

    /** There is room again in the subscriber's pipe. */
    void drained(Subscriber subscriber);

    /** What the subscriber's token says of channels is another now: what it no longer allows ends. */
    void reviewed(Subscriber subscriber);

    /** The subscriber is gone: ends all that it has. */
    void leave(Subscriber subscriber);
}

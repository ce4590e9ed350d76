package dev.parley.persistence;

import dev.parley.config.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that something was published by SQL, over a connection of its own that comes back by itself. A hint
 * only: what is said while it is away nobody hears, so whoever relies on it looks from time to time, too.
 */
public final class Wakeup {

    private static final Logger LOG = LoggerFactory.getLogger(Wakeup.class);

    /** What {@code parley.publish} notifies. */
    private static final String CHANNEL = "parley_outbox";
    private static final long PAUSE_MS = 1_000;

    private final PgSubscriber subscriber;

    private Wakeup(PgSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    /** Begins to listen; {@code heard} is called on the caller's context. */
    public static Wakeup open(Vertx vertx, PostgresSettings settings, Runnable heard) {
        var subscriber = PgSubscriber.subscriber(vertx, ConnectOptions.plain(settings))
            .reconnectPolicy(failures -> PAUSE_MS);
        subscriber.channel(CHANNEL).subscribeHandler(listening -> heard.run())
            .handler(notified -> heard.run());
        subscriber.connect().onFailure(away -> LOG.debug("Nothing is heard from PostgreSQL yet", away));
        return new Wakeup(subscriber);
    }

    public Future<Void> close() {
        return subscriber.close();
    }
}

package dev.parley.gateway;

import dev.parley.protocol.RefusedException;
import dev.parley.redis.Ear;
import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in through Redis: publishes what is said on {@code parley:publish} and what is appended to {@code
 * parley:inbox}. One per node; one node of the cluster at a time does it.
 */
public final class InVerticle extends VerticleBase implements Lease.Turn {

    private static final Logger LOG = LoggerFactory.getLogger(InVerticle.class);

    private static final int HEARD_MAX = 10_000;

    private final GatewayParts parts;
    private final Reception reception;
    private Store store;
    private Store waits;
    private Ear ear;
    private Lease lease;
    private Inbox inbox;
    private Clerk clerk;
    private InMeters meters;
    private int underWay;

    public InVerticle(GatewayParts parts, Reception reception) {
        this.parts = parts;
        this.reception = reception;
    }

    @Override
    public Future<?> start() {
        store = Store.of(vertx, parts.store(List.of(Scripts.LEASE, Scripts.GROUP, Scripts.DONE)));
        waits = Store.of(vertx, parts.store(List.of()).waiting(Inbox.BLOCK_MS));
        ear = new Ear(vertx, parts.store(List.of()), List.of(parts.named("publish")), this::heard);
        lease = new Lease(vertx, store, parts, parts.beside("inbox", "lease"), this);
        clerk = new Clerk(vertx, store, parts, Inbox.GROUP);
        meters = new InMeters(parts.meters(), () -> inbox == null ? 0 : inbox.open(),
            () -> inbox == null ? 0 : 1);
        return Future.all(store.open(), waits.open(), ear.open()).onSuccess(opened -> lease.start());
    }

    @Override
    public Future<?> stop() {
        meters.close();
        return lease.stop().transform(given ->
            Future.join(store.close(), waits.close(), ear.close()));
    }

    @Override
    public void begin() {
        inbox = new Inbox(vertx, new Inbox.Desk(parts, store, waits, clerk, reception, meters));
        inbox.begin();
    }

    @Override
    public void end() {
        inbox.end();
        inbox = null;
    }

    /** At most once: every node hears it, and the one whose turn it is publishes it. */
    private void heard(String channel, String message) {
        if (!lease.holds()) {
            return;
        }
        if (underWay >= HEARD_MAX) {
            meters.missed.increment();
            return;
        }
        underWay++;
        publish(message).onComplete(published -> {
            underWay--;
            (published.succeeded() ? meters.heard : meters.missed).increment();
            if (published.failed()) {
                LOG.debug("A message of {} was not published", channel, published.cause());
            }
        });
    }

    private Future<?> publish(String message) {
        try {
            return reception.publish(Letter.read(message));
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }
}

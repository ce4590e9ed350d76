package dev.parley.gateway;

import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to do what one node does at a time, kept in Redis: whoever falls silent loses it to another.
 * Lives on one context.
 */
final class Lease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** It is renewed so many times while it lasts. */
    private static final int RENEWALS = 4;

    private final Vertx vertx;
    private final Store store;
    private final String key;
    private final String holder;
    private final int leaseMs;
    private final Turn turn;
    private long heldUntil = System.nanoTime();
    private boolean told;
    private boolean stopped;
    private long timer = -1;

    /** What is done while it is held. */
    interface Turn {

        /** It is this node's turn now. */
        void begin();

        /** It is no longer, or not surely. */
        void end();
    }

    Lease(Vertx vertx, Store store, GatewayParts parts, String key, Turn turn) {
        this.vertx = vertx;
        this.store = store;
        this.key = key;
        this.holder = parts.holder();
        this.leaseMs = parts.settings().leaseMs();
        this.turn = turn;
    }

    void start() {
        step();
    }

    /** Ends the turn and lets another node begin at once. */
    Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        tell(false);
        return store.run(Scripts.LEASE, List.of(key), List.of(holder, "0"))
            .transform(given -> Future.succeededFuture());
    }

    /** Whether it is surely this node's: whoever was stopped for long finds that it is not. */
    boolean holds() {
        return !stopped && System.nanoTime() < heldUntil;
    }

    private void step() {
        var began = System.nanoTime();
        store.run(Scripts.LEASE, List.of(key), List.of(holder, Integer.toString(leaseMs)))
            .onComplete(answered -> {
                if (stopped) {
                    return;
                }
                if (answered.succeeded()) {
                    heldUntil = answered.result().value().toInteger() == 1
                        ? began + TimeUnit.MILLISECONDS.toNanos(leaseMs) : began;
                } else {
                    LOG.debug("The lease {} could not be asked for", key, answered.cause());
                }
                tell(holds());
                timer = vertx.setTimer(Math.max(1, leaseMs / RENEWALS), due -> step());
            });
    }

    private void tell(boolean mine) {
        if (mine != told) {
            told = mine;
            if (mine) {
                turn.begin();
            } else {
                turn.end();
            }
        }
    }
}

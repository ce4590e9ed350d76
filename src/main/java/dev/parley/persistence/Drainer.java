package dev.parley.persistence;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that one node of the cluster does at a time, in steps. Each step is a change whose SQL function first
 * takes or keeps a lease: whoever falls silent loses it to another, and what he then still says has no
 * effect. Steps follow one another, at once while there is more, else when woken and from time to time. Lives
 * on one context.
 */
public final class Drainer {

    private static final Logger LOG = LoggerFactory.getLogger(Drainer.class);

    /** Between two steps, so that many wishes make one step. */
    private static final long SPACING_MS = 10;
    private static final long NOBODY = -1;
    /** Whoever has not got the lease asks for it so many times while it lasts. */
    private static final int PATIENCE = 4;

    private final Vertx vertx;
    private final Persistence persistence;
    private final Terms terms;
    private final Duty duty;
    private long fence;
    private long heldUntil = System.nanoTime();
    private long timer = NOBODY;
    private boolean underWay;
    private boolean woken;
    private boolean stopped;

    /**
     * How the work is shared.
     *
     * @param holder  this node, unlike every other
     * @param leaseMs how long its silence is borne
     * @param pollMs  between two steps while there is nothing to do, much shorter than {@code leaseMs};
     *                whoever has not got the lease may be slower
     */
    public record Terms(String holder, int leaseMs, int pollMs) {
        public Terms {
            Objects.requireNonNull(holder);
        }
    }

    /** What is done in the steps. All calls on the context of {@link #start}. */
    public interface Duty {

        /**
         * The next step.
         *
         * @param lease its first arguments: {@code holder}, {@code fence}, {@code lease_ms}, for {@code
         *     parley.take_lease}
         */
        Change step(JsonObject lease);

        /**
         * A step was done under the lease; what it answered: {@code left_ms} where the lease was not
         * prolonged. True when another shall follow at once.
         */
        boolean took(JsonObject answer);

        /** Another node has the lease: the step had no effect. */
        void lost();

        /** Nobody knows whether the step had an effect. */
        void unknown();
    }

    public Drainer(Vertx vertx, Persistence persistence, Terms terms, Duty duty) {
        this.vertx = vertx;
        this.persistence = persistence;
        this.terms = terms;
        this.duty = duty;
    }

    public void start() {
        step();
    }

    /** Takes no further step; the lease runs out by itself. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /** Whether the lease is surely this node's: whoever was stopped for long finds that it is not. */
    public boolean holds() {
        return !stopped && System.nanoTime() < heldUntil;
    }

    /** There is something to do: takes a step soon. */
    public void wake() {
        if (underWay) {
            woken = true;
        } else if (!woken) {
            woken = true;
            pause(SPACING_MS);
        }
    }

    private void pause(long millis) {
        vertx.cancelTimer(timer);
        if (!stopped) {
            timer = vertx.setTimer(millis, due -> step());
        }
    }

    private void step() {
        underWay = true;
        woken = false;
        var began = System.nanoTime();
        var lease = new JsonObject().put("holder", terms.holder()).put("fence", fence)
            .put("lease_ms", terms.leaseMs());
        persistence.append(duty.step(lease)).onComplete(stepped -> {
            underWay = false;
            if (stepped.succeeded()) {
                answered(new JsonObject(stepped.result()), began);
            } else {
                LOG.debug("A step of {} broke off", terms.holder(), stepped.cause());
                duty.unknown();
                pause(terms.pollMs());
            }
        });
    }

    private void answered(JsonObject answer, long began) {
        var given = answer.getLong("fence", 0L);
        if (given == 0) {
            heldUntil = began;
            duty.lost();
            pause(Math.max(terms.pollMs(), terms.leaseMs() / PATIENCE));
            return;
        }
        fence = given;
        heldUntil = began + TimeUnit.MILLISECONDS.toNanos(answer.getInteger("left_ms", terms.leaseMs()));
        pause(duty.took(answer) || woken ? SPACING_MS : terms.pollMs());
    }
}

package dev.parley.notification;

import dev.parley.config.NotificationSettings;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Persistence;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away, from time to time and in small steps, what has become old on people's own channels. One runs
 * on each node; the store lets one at a time work, and who falls silent loses his turn to another.
 */
public final class PruningVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(PruningVerticle.class);

    /** The queue in which the steps of this node wait; no client can name it. */
    private static final String CHANNEL = "parley.pruning";

    private static final int CHANNELS_OF_A_STEP = 500;
    private static final int ROWS_OF_A_STEP = 2_000;
    private static final int LEASE_MIN_MS = 60_000;

    private final Persistence persistence;
    private final Bounds bounds;
    private final int everyMs;
    private final String holder;
    private final RandomGenerator random;
    private long fence;
    private long timer;
    private boolean stopped;

    /**
     * What one step may do.
     *
     * @param leaseMs  how long nobody else may begin
     * @param keepMs   what is older goes
     * @param channels that are looked at, at most
     * @param rows     that are changed, at most
     */
    record Bounds(long leaseMs, long keepMs, int channels, int rows) {
    }

    /**
     * @param holder this node, unlike every other
     * @param random spreads the rounds of the nodes
     */
    public PruningVerticle(Persistence persistence, NotificationSettings settings, String holder,
                           RandomGenerator random) {
        this.persistence = Objects.requireNonNull(persistence);
        this.everyMs = settings.pruneEveryMs();
        // The lease outlasts the pause between rounds, so that the next one is this node's again.
        this.bounds = new Bounds(Math.max(LEASE_MIN_MS, 2L * everyMs),
            TimeUnit.DAYS.toMillis(settings.keepDays()), CHANNELS_OF_A_STEP, ROWS_OF_A_STEP);
        this.holder = Objects.requireNonNull(holder);
        this.random = Objects.requireNonNull(random);
    }

    @Override
    public Future<?> start() {
        pause(random.nextInt(1, everyMs + 1));
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    private void pause(int millis) {
        if (!stopped) {
            timer = vertx.setTimer(millis, late -> round(0)
                .onFailure(fault -> LOG.debug("A round of pruning broke off", fault))
                .onComplete(over -> pause(everyMs)));
        }
    }

    /** Goes on behind a channel until all were looked at, or it is another node's turn. */
    private Future<Void> round(long after) {
        return persistence.append(step(holder, fence, after, bounds)).compose(reply -> {
            var answer = new JsonObject(reply);
            fence = answer.getLong("fence", 0L);
            return fence == 0 || stopped || !answer.containsKey("next") ? Future.succeededFuture()
                : round(answer.getLong("next"));
        });
    }

    /** A piece of a round, from behind a channel; {@code fence} as this holder was given it, 0 at first. */
    static Change step(String holder, long fence, long after, Bounds bounds) {
        return new Change(CHANNEL, Deed.PRUNE, new JsonObject().put("holder", holder).put("fence", fence)
            .put("lease_ms", bounds.leaseMs()).put("keep_ms", bounds.keepMs())
            .put("after", after).put("channels", bounds.channels()).put("rows", bounds.rows()));
    }
}

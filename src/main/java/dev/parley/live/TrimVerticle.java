package dev.parley.live;

import dev.parley.config.Namespace.Kind;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Drainer;
import dev.parley.persistence.Persistence;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Takes from durable live channels what their namespaces no longer keep, from time to time and in small
 * pieces. One node of the cluster does it at a time.
 */
public final class TrimVerticle extends VerticleBase {

    /** The queue in which the steps of this node wait; no client can name it. */
    private static final String CHANNEL = "parley.trimming";

    private static final int CHANNELS_OF_A_STEP = 500;
    private static final int ROWS_OF_A_STEP = 5_000;
    private static final int LEASE_MIN_MS = 60_000;
    /** The lease outlasts the pause between rounds, so that the next one is this node's again. */
    private static final int LEASE_PAUSES = 3;

    private final Namespaces namespaces;
    private final Persistence persistence;
    private final Drainer.Terms terms;
    private final Counter trimmed;
    private Drainer drainer;

    /**
     * @param everyMs between two rounds
     * @param holder  this node, unlike every other
     */
    public TrimVerticle(Namespaces namespaces, Persistence persistence, int everyMs, String holder,
                        MeterRegistry meters) {
        this.namespaces = namespaces;
        this.persistence = persistence;
        this.terms = new Drainer.Terms(holder, Math.max(LEASE_MIN_MS, LEASE_PAUSES * everyMs), everyMs);
        this.trimmed = Counter.builder("parley.live.trimmed")
            .description("events of live channels that were no longer kept").register(meters);
    }

    @Override
    public Future<?> start() {
        drainer = new Drainer(vertx, persistence, terms, new Round());
        drainer.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        drainer.stop();
        return Future.succeededFuture();
    }

    /** A way through all channels, step by step. */
    private final class Round implements Drainer.Duty {

        private long after;

        @Override
        public Change step(JsonObject lease) {
            return new Change(CHANNEL, Deed.TRIM_LIVE, lease.put("bounds", bounds()).put("after", after)
                .put("channels", CHANNELS_OF_A_STEP).put("rows", ROWS_OF_A_STEP));
        }

        @Override
        public boolean took(JsonObject answer) {
            trimmed.increment(answer.getLong("trimmed"));
            after = answer.getLong("next", 0L);
            return after > 0;
        }

        @Override
        public void lost() {
            after = 0;
        }

        @Override
        public void unknown() {
            // The same piece again does no harm.
        }
    }

    private JsonObject bounds() {
        var bounds = new JsonObject();
        namespaces.all().stream().filter(namespace -> namespace.log() == Kind.DURABLE)
            .forEach(namespace -> bounds.put(namespace.name(),
                new JsonArray().add(namespace.history().length()).add(namespace.history().ageMs())));
        return bounds;
    }
}

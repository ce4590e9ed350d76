package dev.parley.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of the outbox, on the node that empties it; zero on the others. */
final class OutboxMeters {

    private final Counter told;
    private final Counter again;
    private final Counter dead;
    private final AtomicLong letters = new AtomicLong();
    private final AtomicLong oldestMs = new AtomicLong();

    OutboxMeters(MeterRegistry registry) {
        told = events(registry, "published");
        again = events(registry, "repeated");
        dead = events(registry, "dead");
        Gauge.builder("parley.sql.dead.letters", letters, AtomicLong::get)
            .description("kept in parley.outbox_dead, 10000 at most").register(registry);
        Gauge.builder("parley.sql.oldest", oldestMs, ms -> ms.get() / 1_000.0).baseUnit("seconds")
            .description("how long the oldest event by SQL has waited").register(registry);
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("parley.sql.events").description("events by SQL, by what became of them")
            .tag("outcome", outcome).register(registry);
    }

    /** What a step answered. */
    void took(JsonObject answer) {
        told.increment(answer.getInteger("told") + answer.getJsonArray("passing").size());
        again.increment(answer.getInteger("again"));
        dead.increment(answer.getInteger("dead"));
        letters.set(answer.getLong("letters"));
        oldestMs.set(answer.getLong("oldest_ms"));
    }

    /** Another node tells of it now. */
    void lost() {
        letters.set(0);
        oldestMs.set(0);
    }
}

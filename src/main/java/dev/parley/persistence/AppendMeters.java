package dev.parley.persistence;

import dev.parley.protocol.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What operators see of the appends of one instance. */
final class AppendMeters {

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer commit;
    private final Counter busy;
    private final Counter patient;
    private final Counter lost;
    private final Counter guilty;
    private final Gauge depth;

    AppendMeters(MeterRegistry registry, int instance, Supplier<Number> waiting) {
        this.registry = registry;
        batchSize = DistributionSummary.builder("parley.commit.batch")
            .description("Appends in one commit").register(registry);
        commit = Timer.builder("parley.commit")
            .description("Time from sending a statement that appends to its answer").register(registry);
        busy = counter("parley.append.busy", "Statements put back because a row was held");
        patient = counter("parley.append.patient", "Statements that waited for the row of their channel");
        lost = counter("parley.append.lost", "Appends of unknown outcome, run again");
        guilty = counter("parley.append.data.errors", "Appends that PostgreSQL could not store");
        depth = Gauge.builder("parley.append.queue", waiting).description("Appends without an answer yet")
            .tag("instance", Integer.toString(instance)).register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** A statement has ended, with whatever outcome. */
    void ran(int size, boolean waited, long nanos) {
        batchSize.record(size);
        commit.record(nanos, TimeUnit.NANOSECONDS);
        if (waited) {
            patient.increment();
        }
    }

    /** A row was held. */
    void busy() {
        busy.increment();
    }

    /** A connection went away while that many appends were under way. */
    void lost(int size) {
        lost.increment(size);
    }

    /** One append was found that PostgreSQL cannot store. */
    void guilty() {
        guilty.increment();
    }

    void refused(Refusal refusal) {
        registry.counter("parley.append.refused", "type", refusal.type().word()).increment();
    }

    void close() {
        registry.remove(depth);
    }
}

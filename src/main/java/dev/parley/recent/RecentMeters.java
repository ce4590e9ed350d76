package dev.parley.recent;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What an operator sees of appends to recent channels. */
final class RecentMeters implements AutoCloseable {

    final Counter refused;
    private final MeterRegistry registry;
    private final Gauge waiting;
    private final Counter appended;
    private final Counter repeated;
    private final DistributionSummary batches;

    /** @param waiting how many have no answer yet */
    RecentMeters(MeterRegistry registry, int number, Supplier<Number> waiting) {
        this.registry = registry;
        this.waiting = Gauge.builder("parley_recent_waiting", waiting)
            .description("Appends to recent channels without an answer yet")
            .tag("instance", Integer.toString(number)).register(registry);
        this.appended = counter("parley_recent_appended", "Events appended to recent channels");
        this.repeated = counter("parley_recent_repeated", "Of those offered, known or refused by their id");
        this.refused = counter("parley_recent_refused", "Appends to recent channels that Redis did not take");
        this.batches = DistributionSummary.builder("parley.recent.batch")
            .description("Appends to one channel in one step").register(registry);
    }

    /** One script was carried out. */
    void wrote(int offered, int added) {
        batches.record(offered);
        appended.increment(added);
        repeated.increment(offered - added);
    }

    @Override
    public void close() {
        registry.remove(waiting);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}

package dev.parley.hub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a hub counts. Counters are those of the node; gauges carry the hub's number. */
final class HubMeters {

    /** Why a feed had to read what the bus should have brought. */
    enum Repair {
        /** A later publication came, its elder did not. */
        GAP,
        /** The log's head is further than what was heard. */
        HEAD;

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    final Counter deliveries;
    final Counter recovered;
    final Counter unrecovered;
    final Counter restarts;
    final Counter tailHits;
    final Counter tailMisses;
    final Counter pages;
    final Counter pagesSpared;
    final Counter pageFailures;
    final Counter openings;
    final Counter reorderWaits;
    final Counter headChecks;
    final Counter rightsChecks;
    final Counter fallenBehind;

    private final Map<Repair, Counter> repairs = new EnumMap<>(Repair.class);
    private final List<Meter> gauges = new ArrayList<>();
    private final MeterRegistry registry;
    private final String hub;
    private int subscriptions;

    HubMeters(MeterRegistry registry, int number) {
        this.registry = registry;
        this.hub = Integer.toString(number);
        deliveries = counter("parley_deliveries", "Live events taken by subscribers");
        recovered = counter("parley_recoveries", "Resumes by outcome", "outcome", "full");
        unrecovered = counter("parley_recoveries", "Resumes by outcome", "outcome", "failed");
        restarts = counter("parley_restarts", "Subscriptions told of a new log or a lost past");
        tailHits = counter("parley_tail_reads", "Replayed events by source", "result", "hit");
        tailMisses = counter("parley_tail_reads", "Replayed events by source", "result", "miss");
        pages = counter("parley_log_pages", "Pages read from logs by hubs");
        pagesSpared = counter("parley_log_pages_spared", "Pages that another hub of the node kept");
        pageFailures = counter("parley_log_page_failures", "Pages that had to be asked for again");
        openings = counter("parley_log_openings", "Questions for rights and heads, many doors each");
        reorderWaits = counter("parley_reorder_waits", "Waits for a publication that came late or never");
        headChecks = counter("parley_head_checks", "Comparisons of feeds with the heads of their logs");
        rightsChecks = counter("parley_rights_checks", "Rights looked up again under live subscriptions");
        fallenBehind = counter("parley_fallen_behind", "Live subscriptions whose pipe was full");
        for (var cause : Repair.values()) {
            repairs.put(cause, counter("parley_repairs", "Feeds mended from the log", "cause", cause.word()));
        }
    }

    int subscriptions() {
        return subscriptions;
    }

    void subscribed(int more) {
        subscriptions += more;
    }

    void repair(Repair cause) {
        repairs.get(cause).increment();
    }

    /** Shows a number of this hub for as long as the hub lives. */
    <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        gauges.add(Gauge.builder(name, of, value).description(description).tag("hub", hub)
            .register(registry));
    }

    void close() {
        gauges.forEach(registry::remove);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }
}

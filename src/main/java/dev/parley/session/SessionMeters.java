package dev.parley.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sessions one loop has, by kind of pipe, and why the server ended others. */
final class SessionMeters {

    private final MeterRegistry registry;
    private final String loop;
    private final Timer roundTrip;
    private final Map<String, AtomicInteger> open = new HashMap<>();
    private final Map<String, Counter> begun = new HashMap<>();
    private final Map<String, Gauge> gauges = new HashMap<>();

    SessionMeters(MeterRegistry registry, int loop) {
        this.registry = registry;
        this.roundTrip = Timer.builder("parley.session.roundtrip")
            .description("from a WebSocket ping to its pong").register(registry);
        this.loop = Integer.toString(loop);
    }

    void opened(String transport) {
        open.computeIfAbsent(transport, this::gauge).incrementAndGet();
        begun.computeIfAbsent(transport, this::counter).increment();
    }

    void left(String transport) {
        open.get(transport).decrementAndGet();
    }

    void measured(long nanos) {
        roundTrip.record(nanos, TimeUnit.NANOSECONDS);
    }

    void closing(Closing why) {
        registry.counter("parley.session.closes", "code", Integer.toString(why.code())).increment();
    }

    /** The loop ends: its gauges say nothing any more. */
    void remove() {
        gauges.values().forEach(registry::remove);
        gauges.clear();
        open.clear();
    }

    private Counter counter(String transport) {
        return Counter.builder("parley.sessions.opened").description("sessions that began here")
            .tag("transport", transport).register(registry);
    }

    /** Gauges are read by another thread than the loop's. */
    private AtomicInteger gauge(String transport) {
        var count = new AtomicInteger();
        gauges.put(transport, Gauge.builder("parley.sessions", count, AtomicInteger::get)
            .description("open sessions").tags("transport", transport, "loop", loop).register(registry));
        return count;
    }
}

package dev.parley.transport.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each resource was asked with which outcome, and how long it took. */
final class ApiMeters {

    private final MeterRegistry registry;
    private final Map<List<Object>, Timer> timers = new HashMap<>();

    ApiMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param route the path with the names of fields, never with their values: those are without number */
    void count(String route, String method, int status, long nanos) {
        timers.computeIfAbsent(List.of(route, method, status), key -> Timer.builder("parley.api.request")
            .description("from the head of a request to the end of its answer")
            .tags("route", route, "method", method, "status", Integer.toString(status))
            .register(registry)).record(Duration.ofNanos(nanos));
    }
}

package dev.parley.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** How often somebody was refused, or kept waiting, and by which limit. */
public final class Toll {

    /** A limit that somebody met. */
    public enum Limit {
        CONNECTIONS_NODE, CONNECTIONS_USER, CONNECTIONS_ADDRESS, CONNECTS_USER, CONNECTS_ADDRESS, ACCEPTS,
        ACCEPTS_WAITED, MEMORY, COMMANDS_SESSION, COMMANDS_USER, COMMANDS_ADDRESS, BYTES_SESSION, BYTES_USER,
        BYTES_ADDRESS, REGISTRATIONS_SESSION, REGISTRATIONS_USER, REGISTRATIONS_ADDRESS, ENCODING,
        HEAD_TIME, BODY_TIME, IDLE_TIME, STALLED
    }

    private final Map<Limit, Counter> counters = new EnumMap<>(Limit.class);

    Toll(MeterRegistry registry) {
        for (var limit : Limit.values()) {
            counters.put(limit, Counter.builder("parley.limits")
                .description("requests, frames and connections that met a limit")
                .tag("limit", limit.name().toLowerCase(java.util.Locale.ROOT)).register(registry));
        }
    }

    public void count(Limit limit) {
        counters.get(limit).increment();
    }

}

package dev.parley.session;

import dev.parley.protocol.FailureType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;

/** How often a command ended how, and how long it took. */
final class CommandMeters {

    private final MeterRegistry registry;
    private final String address;
    private final String action;
    private final Timer took;
    private final Counter[] results = new Counter[FailureType.values().length + 1];

    CommandMeters(MeterRegistry registry, String address, String action) {
        this.registry = registry;
        this.address = address;
        this.action = action;
        this.took = Timer.builder("parley.command").description("from the frame to its answer")
            .tags("address", address, "action", action).register(registry);
    }

    /** @param refused empty when it was carried out */
    void count(Optional<FailureType> refused, long nanos) {
        took.record(Duration.ofNanos(nanos));
        var place = refused.map(type -> type.ordinal() + 1).orElse(0);
        if (results[place] == null) {
            results[place] = registry.counter("parley.commands", "address", address, "action", action,
                "result", refused.map(FailureType::word).orElse("ok"));
        }
        results[place].increment();
    }
}

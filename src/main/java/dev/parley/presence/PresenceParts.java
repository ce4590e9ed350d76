package dev.parley.presence;

import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.PresenceSettings;
import dev.parley.persistence.Persistence;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Predicate;

/** What a {@link PresenceVerticle} works with. */
public record PresenceParts(Cluster cluster, Bus bus, Persistence persistence, PresenceSettings settings,
                            Clock clock, MeterRegistry meters, Predicate<String> counts) {

    public PresenceParts {
        Objects.requireNonNull(cluster);
        Objects.requireNonNull(bus);
        Objects.requireNonNull(persistence);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(meters);
        Objects.requireNonNull(counts);
    }
}

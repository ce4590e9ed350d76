package dev.parley.persistence;

import dev.parley.bus.Bus;
import dev.parley.config.PostgresSettings;
import dev.parley.config.Profile;
import dev.parley.log.Bell;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What a persistence verticle works with.
 *
 * @param profile outside demo and test, a PostgreSQL that may forget what it has committed is refused
 * @param bell    rung after each commit
 * @param random  spreads reconnects
 */
public record PersistenceParts(Bus bus, PostgresSettings settings, Profile profile, Bell bell,
                               MeterRegistry meters, RandomGenerator random) {

    public PersistenceParts {
        Objects.requireNonNull(bus);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(bell);
        Objects.requireNonNull(meters);
        Objects.requireNonNull(random);
    }
}

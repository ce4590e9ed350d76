package dev.parley.session;

import dev.parley.auth.Revocations;
import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.SessionSettings;
import dev.parley.log.Bell;
import dev.parley.persistence.Persistence;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * What a {@link DirectoryVerticle} works with.
 *
 * @param bell        tells the other nodes
 * @param revocations what every door of this node asks
 * @param loops       how many loops have sessions now; too many does no harm
 */
public record DirectoryParts(Bus bus, Cluster cluster, Bell bell, Persistence persistence,
                             Revocations revocations, SessionSettings settings, IntSupplier loops,
                             MeterRegistry meters) {

    public DirectoryParts {
        Objects.requireNonNull(bus);
        Objects.requireNonNull(cluster);
        Objects.requireNonNull(bell);
        Objects.requireNonNull(persistence);
        Objects.requireNonNull(revocations);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(loops);
        Objects.requireNonNull(meters);
    }
}

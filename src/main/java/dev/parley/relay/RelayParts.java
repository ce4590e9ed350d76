package dev.parley.relay;

import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.RelaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/**
 * What a {@link RelayVerticle} works with.
 *
 * @param hubs how many hubs this node has now, at {@code Addresses.hub(0)} and up; asked for every batch.
 *     Too many does no harm
 */
public record RelayParts(Cluster cluster, Bus bus, RelaySettings settings, IntSupplier hubs,
                         MeterRegistry meters) {
}

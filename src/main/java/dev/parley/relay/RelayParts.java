package dev.parley.relay;

import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.RelaySettings;
import io.micrometer.core.instrument.MeterRegistry;

/** What a {@link RelayVerticle} works with. */
public record RelayParts(Cluster cluster, Bus bus, RelaySettings settings, MeterRegistry meters) {
}

package dev.parley.hub;

import dev.parley.bus.Bus;
import dev.parley.config.FeedSettings;
import dev.parley.log.Log;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * What a hub is built from.
 *
 * @param hubs   how many hubs this node has
 * @param random spreads retries and checks in time, so that the hubs of a cluster do not ask all at once
 */
public record HubParts(Vertx vertx, Bus bus, Log log, FeedSettings settings, MeterRegistry meters,
                       IntSupplier hubs, RandomGenerator random) {

    public HubParts {
        Objects.requireNonNull(vertx);
        Objects.requireNonNull(bus);
        Objects.requireNonNull(log);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(meters);
        Objects.requireNonNull(hubs);
        Objects.requireNonNull(random);
    }
}

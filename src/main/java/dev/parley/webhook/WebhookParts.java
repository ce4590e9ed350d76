package dev.parley.webhook;

import dev.parley.bus.Bus;
import dev.parley.config.WebhookSettings;
import dev.parley.persistence.DurableLog;
import dev.parley.persistence.Persistence;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What a {@link WebhookVerticle} works with.
 *
 * @param holder this node, unlike every other
 * @param random spreads what is tried again
 */
public record WebhookParts(Bus bus, Persistence persistence, DurableLog log, WebhookSettings settings,
                           String holder, Clock clock, RandomGenerator random, MeterRegistry meters) {

    public WebhookParts {
        Objects.requireNonNull(bus);
        Objects.requireNonNull(persistence);
        Objects.requireNonNull(log);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(holder);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(random);
        Objects.requireNonNull(meters);
    }
}

package dev.parley.outbox;

import dev.parley.config.Namespace;
import dev.parley.config.PostgresSettings;
import dev.parley.config.SqlSettings;
import dev.parley.log.Journal;
import dev.parley.persistence.Drainer;
import dev.parley.persistence.Persistence;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the outbox works with.
 *
 * @param journal    of channels that PostgreSQL does not keep
 * @param namespaces those that are declared now
 * @param postgres   where it may be heard that something was published
 * @param holder     this node, unlike every other
 */
public record OutboxParts(Persistence persistence, Journal journal, Supplier<List<Namespace>> namespaces,
                          SqlSettings settings, PostgresSettings postgres, String holder,
                          MeterRegistry meters) {

    public OutboxParts {
        Objects.requireNonNull(persistence);
        Objects.requireNonNull(journal);
        Objects.requireNonNull(namespaces);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(postgres);
        Objects.requireNonNull(holder);
        Objects.requireNonNull(meters);
    }

    Drainer.Terms terms() {
        return new Drainer.Terms(holder, settings.leaseMs(), settings.pollMs());
    }
}

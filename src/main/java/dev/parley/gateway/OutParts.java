package dev.parley.gateway;

import dev.parley.bus.Bus;
import dev.parley.config.Namespace;
import dev.parley.persistence.DurableLog;
import dev.parley.persistence.Persistence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the way out needs besides.
 *
 * @param all those that are declared now
 * @param of  that of a channel
 */
public record OutParts(Bus bus, Persistence persistence, DurableLog log, Supplier<List<Namespace>> all,
                       Function<String, Optional<Namespace>> of) {

    public OutParts {
        Objects.requireNonNull(bus);
        Objects.requireNonNull(persistence);
        Objects.requireNonNull(log);
        Objects.requireNonNull(all);
        Objects.requireNonNull(of);
    }

    /** Whether what happens on a channel is written out, where its namespace keeps it so. */
    boolean writes(String channel, Namespace.Kind kind) {
        return of.apply(channel).filter(namespace -> namespace.out() && namespace.log() == kind).isPresent();
    }
}

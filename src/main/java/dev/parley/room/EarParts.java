package dev.parley.room;

import dev.parley.bus.Bus;
import dev.parley.config.RoomSettings;
import dev.parley.log.Bell;
import dev.parley.persistence.Persistence;
import java.time.Clock;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * What the {@link EarVerticle} is made of.
 *
 * @param bell tells every node who types
 * @param hubs how many hubs this node has now
 */
public record EarParts(Bus bus, Persistence persistence, Bell bell, RoomSettings settings, Clock clock,
                       IntSupplier hubs) {

    public EarParts {
        Objects.requireNonNull(bus);
        Objects.requireNonNull(persistence);
        Objects.requireNonNull(bell);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(hubs);
    }
}

package dev.parley.room;

import dev.parley.bus.Bus;
import dev.parley.config.RoomSettings;
import dev.parley.log.Bell;
import dev.parley.persistence.Persistence;
import java.time.Clock;
import java.util.Objects;

/**
 * What room verticles are made of.
 *
 * @param bell  tells of signals
 * @param clock puts the time on them
 */
public record RoomParts(Bus bus, Persistence persistence, Bell bell, RoomSettings settings, Clock clock) {

    public RoomParts {
        Objects.requireNonNull(bus);
        Objects.requireNonNull(persistence);
        Objects.requireNonNull(bell);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(clock);
    }
}

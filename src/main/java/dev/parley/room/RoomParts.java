package dev.parley.room;

import dev.parley.bus.Bus;
import dev.parley.persistence.Persistence;
import java.util.Objects;

/** What room verticles are made of. */
public record RoomParts(Bus bus, Persistence persistence) {

    public RoomParts {
        Objects.requireNonNull(bus);
        Objects.requireNonNull(persistence);
    }
}

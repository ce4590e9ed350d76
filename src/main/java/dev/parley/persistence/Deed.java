package dev.parley.persistence;

import java.util.Locale;

/**
 * What can be done to a room, each by one VOLATILE SQL function
 * {@code (args jsonb, epoch text, patient boolean) → parley.outcome} that locks the room first. The outcome is
 * {@code ok}, {@code busy} when another holds the room, or a failure type's word; the reply is JSON text, for a
 * refusal its sentence; the events are what to ring for, for a refusal its details.
 */
public enum Deed {
    CREATE,
    JOIN,
    LEAVE;

    private final String function = "parley.room_" + name().toLowerCase(Locale.ROOT);

    /** The function's qualified name. */
    public String function() {
        return function;
    }
}

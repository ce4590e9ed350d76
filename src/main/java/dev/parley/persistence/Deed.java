package dev.parley.persistence;

import java.util.Locale;

/**
 * What can be done to a room, each by one VOLATILE SQL function
 * {@code (args jsonb, epoch text, patient boolean) → parley.outcome} that locks the room first; see
 * {@link Change}.
 */
public enum Deed {
    CREATE,
    DIRECT,
    UPDATE,
    JOIN,
    LEAVE,
    INVITE,
    ROLE,
    REMOVE,
    UNBAN,
    MUTE,
    EDIT,
    DELETE,
    REACT,
    PIN,
    /** The one that is done to any channel, not only to a room. */
    ERASE,
    /** The one that is done to a person's own channel. */
    FORGET;

    private final String function = "room_" + name().toLowerCase(Locale.ROOT);

    /** The function's name within the schema {@code parley}. */
    public String function() {
        return function;
    }
}

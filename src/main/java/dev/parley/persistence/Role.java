package dev.parley.persistence;

import java.util.Locale;

/** Where a person stands in a room, from low to high. Its number is what SQL compares. */
public enum Role {
    /** Stands outside and may not come in. */
    BANNED,
    READER,
    MEMBER,
    MODERATOR,
    OWNER;

    /** The number in the table {@code member}. */
    public short level() {
        return (short) ordinal();
    }

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word on the wire. */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

package dev.parley.limit;

import java.util.Locale;

/** What is counted by a rate. */
public enum Kind {
    COMMANDS, BYTES, CONNECTS, REGISTRATIONS;

    /** As metrics name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

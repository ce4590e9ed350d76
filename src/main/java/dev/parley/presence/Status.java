package dev.parley.presence;

import java.util.Locale;

/** How somebody wants to be seen. */
enum Status {

    ONLINE, AWAY, BUSY,

    /** He is offline to all others. */
    INVISIBLE,

    /** Not known yet, so that nobody is shown who does not want to be. */
    UNKNOWN;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }

    /** Whether others see him at all. */
    boolean shown() {
        return this != INVISIBLE && this != UNKNOWN;
    }

    /** The one of that word; a word that is none of them says nothing. */
    static Status of(String word) {
        for (var status : values()) {
            if (status.word.equals(word)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}

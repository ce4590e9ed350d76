package dev.parley.authorisation;

import java.util.List;
import java.util.Locale;

/** The kinds of room that something is asked of: the groups of columns of the matrix. */
enum Place {
    PUBLIC(Standing.values()),
    PRIVATE(Standing.values()),
    /** Its people are fixed and equal. */
    DIRECT(Standing.NONE, Standing.STRANGER, Standing.MEMBER, Standing.ADMIN),
    /** Public, and archived. */
    ARCHIVED(Standing.values()),
    /** What is asked concerns no room. */
    NOWHERE(Standing.NONE, Standing.STRANGER, Standing.ADMIN);

    private final List<Standing> standings;

    Place(Standing... standings) {
        this.standings = List.of(standings);
    }

    /** The columns of the group. */
    List<Standing> standings() {
        return standings;
    }

    String visibility() {
        return this == PRIVATE ? "private" : "public";
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

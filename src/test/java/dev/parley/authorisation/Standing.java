package dev.parley.authorisation;

import java.util.Locale;
import java.util.Optional;

/** What somebody is when he asks for something: the columns of the matrix. */
enum Standing {
    /** Has not signed in. */
    NONE,
    /** Signed in, and outside the room. */
    STRANGER,
    BANNED,
    READER,
    MEMBER,
    MODERATOR,
    OWNER,
    /** An administrator of the server, outside the room. */
    ADMIN;

    /** The user's id. */
    String user() {
        return "m-" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether he ever was in the room. */
    boolean inside() {
        return this != NONE && this != STRANGER && this != ADMIN;
    }

    /** The role that he is given once he is in the room, if it is another than a member's. */
    Optional<String> role() {
        return this == READER || this == MODERATOR || this == OWNER
            ? Optional.of(name().toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}

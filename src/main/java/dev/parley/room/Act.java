package dev.parley.room;

import dev.parley.persistence.Role;

/**
 * Something that takes a standing in a room: the least role that may do it, and whether it is done to
 * another member, who must then stand lower.
 */
enum Act {
    /** Read, search, mark as read. In a public room everybody may who is not banned. */
    READ(Role.READER, false),
    POST(Role.MEMBER, false),
    EDIT_OWN(Role.MEMBER, false),
    DELETE_OWN(Role.READER, false),
    DELETE_ANY(Role.MODERATOR, false),
    REACT(Role.READER, false),
    PIN(Role.MODERATOR, false),
    INVITE(Role.MEMBER, false),
    UPDATE(Role.MODERATOR, false),
    ARCHIVE(Role.OWNER, false),
    GRANT(Role.OWNER, true),
    REMOVE(Role.MODERATOR, true),
    MUTE(Role.MODERATOR, true),
    UNBAN(Role.MODERATOR, false),
    LIST_BANS(Role.MODERATOR, false);

    private final Role least;
    private final boolean toAnother;

    Act(Role least, boolean toAnother) {
        this.least = least;
        this.toAnother = toAnother;
    }

    Role least() {
        return least;
    }

    boolean toAnother() {
        return toAnother;
    }
}

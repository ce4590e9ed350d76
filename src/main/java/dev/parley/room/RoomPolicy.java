package dev.parley.room;

import dev.parley.persistence.Role;

/**
 * Who may do what in a room, as one pure function. The store decides by the same comparison under the room's
 * lock, with the least role that the command carries.
 */
final class RoomPolicy {

    private RoomPolicy() {
    }

    /**
     * @param actor   what the one who acts is in the room
     * @param target  what the one is to whom it is done; looked at only if the act is done to another
     * @param granted the role that would be given; {@link Role#BANNED} when none is
     */
    static boolean may(Role actor, Act act, Role target, Role granted) {
        return actor.level() >= act.least().level()
            && (!act.toAnother() || actor.level() > target.level())
            && granted.level() <= actor.level();
    }
}

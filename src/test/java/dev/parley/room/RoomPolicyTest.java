package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.persistence.Role;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoomPolicyTest {

    /** Per act, a sign per role from none to owner: does it suffice, if the other is a mere reader? */
    private static final Map<Act, String> TABLE = new EnumMap<>(Map.ofEntries(
        Map.entry(Act.READ, "-++++"),
        Map.entry(Act.POST, "--+++"),
        Map.entry(Act.EDIT_OWN, "--+++"),
        Map.entry(Act.DELETE_OWN, "-++++"),
        Map.entry(Act.DELETE_ANY, "---++"),
        Map.entry(Act.REACT, "-++++"),
        Map.entry(Act.PIN, "---++"),
        Map.entry(Act.INVITE, "--+++"),
        Map.entry(Act.UPDATE, "---++"),
        Map.entry(Act.ARCHIVE, "----+"),
        Map.entry(Act.GRANT, "----+"),
        Map.entry(Act.REMOVE, "---++"),
        Map.entry(Act.MUTE, "---++"),
        Map.entry(Act.UNBAN, "---++"),
        Map.entry(Act.LIST_BANS, "---++")));

    @Test
    void everyActTakesTheRoleOfTheTable() {
        for (var act : Act.values()) {
            var signs = Arrays.stream(Role.values())
                .map(role -> RoomPolicy.may(role, act, Role.READER, Role.BANNED) ? "+" : "-")
                .collect(Collectors.joining());
            assertEquals(TABLE.get(act), signs, act.name());
        }
    }

    @Test
    void nobodyActsOnAnEqualOrHigherRole() {
        for (var act : new Act[] {Act.GRANT, Act.REMOVE, Act.MUTE}) {
            for (var actor : Role.values()) {
                for (var target : Role.values()) {
                    if (target.level() >= actor.level()) {
                        assertFalse(RoomPolicy.may(actor, act, target, Role.BANNED),
                            actor + " " + act + " " + target);
                    }
                }
            }
        }
    }

    @Test
    void nobodyGrantsAboveHisOwnRole() {
        assertTrue(RoomPolicy.may(Role.OWNER, Act.GRANT, Role.MEMBER, Role.OWNER));
        for (var actor : Role.values()) {
            for (var granted : Role.values()) {
                if (granted.level() > actor.level()) {
                    assertFalse(RoomPolicy.may(actor, Act.INVITE, Role.BANNED, granted),
                        actor + " gives " + granted);
                }
            }
        }
    }

    @Test
    void deletingOthersMessagesAsksNotForTheAuthorsRole() {
        assertTrue(RoomPolicy.may(Role.MODERATOR, Act.DELETE_ANY, Role.OWNER, Role.BANNED));
    }
}

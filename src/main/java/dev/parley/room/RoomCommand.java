package dev.parley.room;

import dev.parley.persistence.Role;
import java.util.List;
import java.util.Optional;

/** A command of {@code parley.rooms}: well formed, not yet allowed. */
sealed interface RoomCommand extends Command {

    /** One that changes a room. */
    sealed interface Change extends RoomCommand, Write {
    }

    /** One that does not. */
    sealed interface Question extends RoomCommand, Read {
    }

    record Create(String room, String name, String topic, boolean open, List<String> members)
        implements Change {
        public Create {
            members = List.copyOf(members);
        }
    }

    /** Finds or makes the conversation of fixed people; see {@link Direct}. */
    record Meet(String room, List<String> people) implements Change {
        public Meet {
            people = List.copyOf(people);
        }
    }

    /** What is empty stays as it is. */
    record Update(String room, Optional<String> name, Optional<String> topic, Optional<Boolean> open,
                  Optional<Boolean> archived) implements Change {
    }

    record Join(String room) implements Change {
    }

    record Leave(String room) implements Change {
    }

    record Invite(String room, String user) implements Change {
    }

    record Grant(String room, String user, Role role) implements Change {
    }

    record Remove(String room, String user, boolean ban) implements Change {
    }

    record Unban(String room, String user) implements Change {
    }

    /** @param seconds 0 lets him speak again */
    record Mute(String room, String user, long seconds) implements Change {
    }

    record Get(String room) implements Question {
    }

    record Members(String room, Paging paging) implements Question {
    }

    record Bans(String room, Paging paging) implements Question {
    }

    /** Public rooms by name. */
    record Listing(Optional<String> query, Paging paging) implements Question {
    }

    /** The caller's rooms, newest first. */
    record Mine(Paging paging) implements Question {
    }
}

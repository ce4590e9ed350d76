package dev.parley.room;

import java.util.List;
import java.util.Optional;

/** A command of {@code parley.rooms}: well formed, not yet allowed. */
sealed interface RoomCommand extends Command {

    record Create(String room, String name, String topic, boolean open, List<String> members)
        implements RoomCommand, Write {
        public Create {
            members = List.copyOf(members);
        }
    }

    record Join(String room) implements RoomCommand, Write {
    }

    record Leave(String room) implements RoomCommand, Write {
    }

    record Get(String room) implements RoomCommand, Read {
    }

    record Members(String room, Paging paging) implements RoomCommand, Read {
    }

    /** Public rooms by name. */
    record Listing(Optional<String> query, Paging paging) implements RoomCommand, Read {
    }

    /** The caller's rooms, newest first. */
    record Mine(Paging paging) implements RoomCommand, Read {
    }
}

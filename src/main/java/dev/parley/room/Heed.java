package dev.parley.room;

import dev.parley.protocol.Caller;
import java.util.List;

/** What the {@link EarVerticle} of a node is told or asked. */
sealed interface Heed {

    /** Somebody has begun to write, or has stopped. */
    record Typing(Caller caller, TypingCommand command) implements Heed {
    }

    /**
     * A user has looked at his list of rooms, and wants to know what becomes of these.
     *
     * @param anew whether he has just looked; if not, it counts only when he watches already
     * @param since what he has seen is not older than this, by {@link System#nanoTime}
     */
    record Watch(String user, List<String> rooms, boolean anew, long since) implements Heed {
        public Watch {
            rooms = List.copyOf(rooms);
        }
    }
}

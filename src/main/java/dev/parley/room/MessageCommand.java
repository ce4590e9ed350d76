package dev.parley.room;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A command of {@code parley.messages}: well formed, not yet allowed. */
sealed interface MessageCommand extends Command {

    /** One that changes a room. */
    sealed interface Change extends MessageCommand, Write {
    }

    /** One that does not. */
    sealed interface Question extends MessageCommand, Read {
    }

    /**
     * A new message.
     *
     * @param id          the client's or, where it gave none, a new one
     * @param mentions    whom the client names; those in the text are read by {@link Mentions}
     * @param attachments JSON text of the list
     * @param client      JSON text of the application's own
     */
    record Post(String room, String id, String text, Optional<String> replyTo, Optional<String> thread,
                List<String> mentions, String attachments, Optional<String> client) implements Change {
        public Post {
            mentions = List.copyOf(mentions);
            Objects.requireNonNull(attachments);
        }
    }

    /** @param version the one that the editor saw; empty = whatever it is */
    record Edit(String room, String id, String text, OptionalLong version) implements Change {
    }

    record Delete(String room, String id) implements Change {
    }

    /** @param on whether the reaction is given or taken back */
    record React(String room, String id, String emoji, boolean on) implements Change {
    }

    /** @param on whether the message is pinned or unpinned */
    record Pin(String room, String id, boolean on) implements Change {
    }

    record Get(String room, String id) implements Question {
    }

    record History(String room, Window window, int limit) implements Question {
    }

    /** Who reacted to a message with what. */
    record Reactions(String room, String id) implements Question {
    }

    record Pins(String room) implements Question {
    }

    /**
     * Messages that hold all the words.
     *
     * @param words distinct, as {@link dev.parley.protocol.Words} reads them; at least one
     * @param room  empty = every room that the caller may read
     * @param from  the earliest time, inclusive
     * @param to    the latest time, exclusive
     */
    record Search(Set<String> words, Optional<String> room, Optional<String> by, Optional<Instant> from,
                  Optional<Instant> to, Paging paging) implements Question {
        public Search {
            words = Set.copyOf(words);
        }
    }

    record Thread(String room, String id, Paging paging) implements Question {
    }
}

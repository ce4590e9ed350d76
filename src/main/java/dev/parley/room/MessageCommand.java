package dev.parley.room;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A command of {@code parley.messages}: well formed, not yet allowed. */
sealed interface MessageCommand extends Command {

    /**
     * A new message.
     *
     * @param id          the client's or, where it gave none, a new one
     * @param mentions    whom the client names; those in the text are read by {@link Mentions}
     * @param attachments JSON text of the list
     * @param client      JSON text of the application's own
     */
    record Post(String room, String id, String text, Optional<String> replyTo, Optional<String> thread,
                List<String> mentions, String attachments, Optional<String> client)
        implements MessageCommand, Write {
        public Post {
            mentions = List.copyOf(mentions);
            Objects.requireNonNull(attachments);
        }
    }

    record History(String room, Window window, int limit) implements MessageCommand, Read {
    }
}

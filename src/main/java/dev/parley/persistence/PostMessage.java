package dev.parley.persistence;

import dev.parley.protocol.Caller;
import dev.parley.protocol.Channels;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A wish to post a message, already checked for size and form. The reply is
 * {@code {id, seq, epoch, at, duplicate?}}.
 *
 * @param id          unique in its room; given by the client or, before this, by the server
 * @param least       the least role that may post it
 * @param text        what is said
 * @param replyTo     the message that it answers
 * @param thread      the root of the thread that it belongs to
 * @param mentions    ids of people, wanted by the client or found in the text; those outside the room are
 *     left out
 * @param named       how many of them, the first ones, the client named: an edit of the text keeps those
 * @param attachments JSON text of a list, {@code []} for none
 * @param client      JSON text of the application's own
 */
public record PostMessage(String room, String id, Caller caller, Role least, String text,
                          Optional<String> replyTo, Optional<String> thread, List<String> mentions,
                          int named, String attachments, Optional<String> client) implements Append {

    public PostMessage {
        Objects.requireNonNull(room);
        Objects.requireNonNull(id);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(least);
        Objects.requireNonNull(text);
        Objects.requireNonNull(replyTo);
        Objects.requireNonNull(thread);
        mentions = List.copyOf(mentions);
        Objects.requireNonNull(attachments);
        Objects.requireNonNull(client);
    }

    @Override
    public String channel() {
        return Channels.room(room);
    }
}

package dev.parley.persistence;

import dev.parley.log.Draft;
import java.util.Objects;

/**
 * A wish to write an event to a durable live channel. The reply is {@code {id, seq, epoch, duplicate?}}.
 *
 * @param keep how many of the newest events of the channel can be read; 0 = all
 */
public record LiveDraft(Draft draft, long keep) implements Append {

    public LiveDraft {
        Objects.requireNonNull(draft);
    }

    @Override
    public String channel() {
        return draft.channel();
    }
}

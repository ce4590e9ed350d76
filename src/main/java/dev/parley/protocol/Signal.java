package dev.parley.protocol;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/**
 * An ephemeral event: no seq, never replayed, at most once.
 *
 * @param key signals of one channel with the same key replace one another for a subscriber that is slow;
 *            empty = this one states nothing lasting and is left out for whoever cannot take it now
 */
public record Signal(String channel, String type, String key, Buffer json) implements Event {

    public Signal {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(type);
        Objects.requireNonNull(key);
        Objects.requireNonNull(json);
    }
}

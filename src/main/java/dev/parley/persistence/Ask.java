package dev.parley.persistence;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * A query that is one SQL function of its own: {@code parley.<function>(args jsonb, epoch text) →
 * (outcome text, reply text)}. outcome is {@code ok} (reply: the answer, a JSON object) or the word of a
 * failure type (reply: the sentence).
 */
public record Ask(String key, Matter matter, JsonObject args) implements Query {

    public Ask {
        Objects.requireNonNull(key);
        Objects.requireNonNull(matter);
        Objects.requireNonNull(args);
    }
}

package dev.parley.gateway;

import dev.parley.protocol.JsonText;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of the inbox.
 *
 * @param id     in the stream, such as {@code 1700000000000-0}
 * @param fields names and values in turn, as they came
 * @param again  whether somebody may have published it already
 */
record Letter(String id, List<String> fields, boolean again) {

    private static final String JSON = "json";

    /** Reads {@code [id, [name, value, …]]}. */
    static Letter of(Response entry, boolean again) {
        var fields = new ArrayList<String>();
        if (entry.get(1) != null) {
            entry.get(1).forEach(part -> fields.add(part.toString()));
        }
        return new Letter(entry.get(0).toString(), fields, again);
    }

    /** What it asks for; a letter without an id has its own. Throws {@link RefusedException}. */
    JsonObject wish() {
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (fields.get(i).equals(JSON)) {
                var wish = read(fields.get(i + 1));
                return wish.getValue("id") == null ? wish.put("id", id) : wish;
            }
        }
        throw Refusal.badRequest("The entry has no field \"" + JSON + "\".").asException();
    }

    /** An object as text. Throws {@link RefusedException}. */
    static JsonObject read(String text) {
        try {
            if (JsonText.read(text) instanceof JsonObject wish) {
                return wish;
            }
        } catch (DecodeException broken) {
            throw Refusal.badRequest("That is no JSON.").asException();
        }
        throw Refusal.badRequest("That is no JSON object.").asException();
    }
}

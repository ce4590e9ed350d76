package dev.parley.room;

import dev.parley.protocol.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Marks in found messages where the words stand: {@code highlights: [[from, to) …]} in UTF-16 units of the
 * text, so that a client can show them without any markup of ours.
 */
final class Highlights {

    private Highlights() {
    }

    /** @param found a reply with a list of messages */
    static String in(String found, Set<String> words) {
        var reply = new JsonObject(found);
        for (var message : reply.getJsonArray("messages")) {
            ((JsonObject) message).put("highlights", of(((JsonObject) message).getString("text"), words));
        }
        return reply.encode();
    }

    static JsonArray of(String text, Set<String> words) {
        var ranges = new JsonArray();
        for (var word : Words.of(text)) {
            if (words.contains(word.folded())) {
                ranges.add(new JsonArray().add(word.from()).add(word.to()));
            }
        }
        return ranges;
    }
}

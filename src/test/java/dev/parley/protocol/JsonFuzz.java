package dev.parley.protocol;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** JSON from outside: read within bounds or refused, and what is read is written and read the same. */
public final class JsonFuzz {

    private JsonFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Object value;
        try {
            value = JsonText.read(new String(input, StandardCharsets.UTF_8));
        } catch (DecodeException refused) {
            return;
        }
        if (depth(value) > JsonText.DEPTH_MAX) {
            throw new IllegalStateException("deeper than allowed");
        }
        var text = Json.encode(value);
        if (!Json.encode(JsonText.read(text)).equals(text)) {
            throw new IllegalStateException("read otherwise the second time: " + text);
        }
    }

    private static int depth(Object value) {
        return switch (value) {
            case JsonObject object -> 1 + object.stream()
                .mapToInt(entry -> depth(entry.getValue())).max().orElse(0);
            case JsonArray array -> 1 + array.stream().mapToInt(JsonFuzz::depth).max().orElse(0);
            case null, default -> 0;
        };
    }
}

package dev.parley.transport.api;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * One field of a command's body, as the API's document describes it.
 *
 * @param required whether the command is refused without it
 * @param schema   JSON Schema of its value, with a sentence that says what it means
 */
record Field(String name, boolean required, JsonObject schema) {

    Field {
        Objects.requireNonNull(name);
        Objects.requireNonNull(schema);
    }

    static Field must(String name, JsonObject schema, String meaning) {
        return new Field(name, true, schema.copy().put("description", meaning));
    }

    static Field may(String name, JsonObject schema, String meaning) {
        return new Field(name, false, schema.copy().put("description", meaning));
    }

    /** What a text in a path or a query stands for; what does not fit stays text, and is refused as such. */
    Object read(String text) {
        return switch (schema.getString("type", "")) {
            case "integer" -> number(text);
            case "boolean" -> text.equals("true") ? Boolean.TRUE
                : text.equals("false") ? (Object) Boolean.FALSE : text;
            default -> text;
        };
    }

    /** Is it a list, so that a query may hold it several times? */
    boolean repeats() {
        return "array".equals(schema.getValue("type"));
    }

    private static Object number(String text) {
        return text.matches("-?[0-9]{1,18}") ? (Object) Long.parseLong(text) : text;
    }
}

package dev.parley.transport.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** JSON Schemas of the values that commands take and replies hold. */
final class Types {

    /** What stays exact as a number in every client's JSON. */
    static final long WHOLE_MAX = (1L << 53) - 1;

    static final String ID = "Id";
    private static final String TYPE = "type";

    private Types() {
    }

    /** A component of the document. */
    static JsonObject ref(String name) {
        return new JsonObject().put("$ref", "#/components/schemas/" + name);
    }

    static JsonObject id() {
        return ref(ID);
    }

    static JsonObject ids(int most) {
        return list(id(), most);
    }

    static JsonObject text() {
        return new JsonObject().put(TYPE, "string");
    }

    /** A text of so many code points, both bounds inclusive. */
    static JsonObject text(int min, int max) {
        return text().put("minLength", min).put("maxLength", max);
    }

    static JsonObject pattern(String pattern) {
        return text().put("pattern", pattern);
    }

    static JsonObject words(String... words) {
        return text().put("enum", new JsonArray(List.of(words)));
    }

    static JsonObject time() {
        return text().put("format", "date-time");
    }

    static JsonObject flag() {
        return new JsonObject().put(TYPE, "boolean");
    }

    /** A value that is always the same. */
    static JsonObject always(Object value) {
        return new JsonObject().put("const", value);
    }

    static JsonObject whole(long min, long max) {
        return new JsonObject().put(TYPE, "integer").put("minimum", min).put("maximum", max);
    }

    static JsonObject count() {
        return whole(0, WHOLE_MAX);
    }

    /** Any JSON of the application's own. */
    static JsonObject any() {
        return new JsonObject();
    }

    static JsonObject list(JsonObject items) {
        return new JsonObject().put(TYPE, "array").put("items", items);
    }

    static JsonObject list(JsonObject items, int most) {
        return list(items).put("maxItems", most);
    }

    /** An object with an entry of the same shape for each name that is not known beforehand. */
    static JsonObject map(JsonObject entries) {
        return new JsonObject().put(TYPE, "object").put("additionalProperties", entries);
    }

    static JsonObject either(JsonObject... schemas) {
        return new JsonObject().put("oneOf", new JsonArray(List.of(schemas)));
    }

    /** The value, or null where that unsets it. */
    static JsonObject orNull(JsonObject schema) {
        return either(schema, new JsonObject().put(TYPE, "null"));
    }

    /**
     * An object.
     *
     * @param fields names and schemas in turn; a name that ends in {@code ?} may be absent
     */
    static JsonObject object(Object... fields) {
        var properties = new JsonObject();
        var required = new JsonArray();
        for (int i = 0; i < fields.length; i += 2) {
            var name = (String) fields[i];
            var optional = name.endsWith("?");
            var plain = optional ? name.substring(0, name.length() - 1) : name;
            properties.put(plain, fields[i + 1]);
            if (!optional) {
                required.add(plain);
            }
        }
        var object = new JsonObject().put(TYPE, "object").put("properties", properties);
        return required.isEmpty() ? object : object.put("required", required);
    }

    /** A page of a list. */
    static JsonObject page(String name, JsonObject entries) {
        return object(name, list(entries), "more", flag(), "next?", text());
    }
}

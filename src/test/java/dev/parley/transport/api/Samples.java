package dev.parley.transport.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random values by JSON Schema: those that it allows, those that it just does not, and any others. What the
 * schema calls an id comes mostly from a few, so that requests meet one another.
 */
final class Samples {

    private static final List<String> ROOMS = List.of("room", "rooms");
    private static final List<String> MESSAGES = List.of("id", "replyTo", "thread", "ids");
    private static final List<String> TEXTS = List.of("a", "Hello, you", "ünïcödé 你好", "👍🏽", "@bob hi",
        "%2F", "<b>&\"'</b>", "..", "room", "\t", "null", "0");
    private static final List<Object> STRANGERS = List.of("", " ", -1, 1.5, true, new JsonArray(),
        new JsonObject(), "x".repeat(300), "\u0000", "\ud800", Long.MAX_VALUE, 1e300,
        "2026-99-99T00:00:00Z", "{}", "../../etc");
    private static final int TEXT_MAX = 60;
    private static final int LIST_MAX = 4;

    private final Random random;
    private final JsonObject components;
    private List<String> rooms = List.of("r1", "r2");
    private List<String> messages = List.of("m1", "m2");
    private List<String> users = List.of("ana", "bob");

    /** @param components the schemas that references name */
    Samples(Random random, JsonObject components) {
        this.random = random;
        this.components = components;
    }

    /** The ids that there are from now on. */
    void about(List<String> theRooms, List<String> theMessages, List<String> theUsers) {
        rooms = theRooms;
        messages = theMessages;
        users = theUsers;
    }

    private String id(String name) {
        return pick(ROOMS.contains(name) ? rooms : MESSAGES.contains(name) ? messages : users);
    }

    private String channel() {
        return pick(List.of("room." + pick(rooms), "user." + pick(users), "presence.room." + pick(rooms),
            "live.none.x", "live.demo.x", "live.recent.x", "live.ephemeral.x", "live.demo.*",
            "parley.session", "room.absent"));
    }

    /** A value that the schema allows for a field of that name. */
    Object valid(String name, JsonObject schema) {
        if (schema.containsKey("$ref")) {
            return schema.getString("$ref").endsWith("/Id") ? id(name)
                : schema.getString("$ref").endsWith("/Channel") ? channel()
                : valid(name, components.getJsonObject(
                    schema.getString("$ref").substring("#/components/schemas/".length())));
        } else if (schema.containsKey("const")) {
            return schema.getValue("const");
        } else if (schema.containsKey("enum")) {
            return pick(schema.getJsonArray("enum").stream().toList());
        } else if (schema.containsKey("oneOf")) {
            return valid(name, (JsonObject) pick(schema.getJsonArray("oneOf").stream().toList()));
        }
        return switch (schema.getString("type", "")) {
            case "integer" -> whole(schema);
            case "boolean" -> random.nextBoolean();
            case "null" -> null;
            case "string" -> text(schema);
            case "array" -> list(name, schema);
            case "object" -> object(schema);
            default -> pick(List.of("any", 1, true, new JsonObject().put("a", new JsonArray().add(1))));
        };
    }

    private Object whole(JsonObject schema) {
        var min = schema.getLong("minimum", 0L);
        var max = schema.getLong("maximum", Long.MAX_VALUE);
        return switch (random.nextInt(8)) {
            case 0 -> max;
            case 1 -> min;
            default -> min + random.nextLong(Math.min(max - min, 20) + 1);
        };
    }

    private String text(JsonObject schema) {
        if ("date-time".equals(schema.getString("format"))) {
            return pick(List.of("2026-01-31T12:00:00.000Z", "2030-06-01T00:00:00+02:00"));
        }
        if ("uri".equals(schema.getString("format"))) {
            return pick(List.of("https://example.org/a.png", "http://example.org"));
        }
        if (schema.containsKey("pattern")) {
            return matching(schema.getString("pattern"));
        }
        var min = schema.getInteger("minLength", 0);
        var most = Math.min(schema.getInteger("maxLength", TEXT_MAX), TEXT_MAX);
        return switch (random.nextInt(10)) {
            case 0 -> "x".repeat(min);
            case 1 -> "y".repeat(most);
            default -> pick(TEXTS.stream().filter(text -> text.codePointCount(0, text.length()) >= min
                && text.codePointCount(0, text.length()) <= most).toList());
        };
    }

    private String matching(String pattern) {
        return pattern.contains("A-Z") ? pick(List.of("order.paid", "k", "x-1"))
            : pattern.chars().filter(c -> c == ' ').count() == 2 ? "1760000000000000 1 1"
            : pattern.contains(" ") ? "1 1" : Integer.toString(random.nextInt(50));
    }

    private JsonArray list(String name, JsonObject schema) {
        var list = new JsonArray();
        var size = schema.getInteger("minItems", 0) + random.nextInt(LIST_MAX);
        for (int i = 0; i < Math.min(size, schema.getInteger("maxItems", size)); i++) {
            list.add(valid(name, schema.getJsonObject("items")));
        }
        return list;
    }

    private JsonObject object(JsonObject schema) {
        var object = new JsonObject();
        var properties = schema.getJsonObject("properties", new JsonObject());
        var required = schema.getJsonArray("required", new JsonArray());
        for (var name : properties.fieldNames()) {
            if (required.contains(name) || random.nextInt(3) == 0) {
                object.put(name, valid(name, properties.getJsonObject(name)));
            }
        }
        if (schema.getValue("additionalProperties") instanceof JsonObject entries) {
            for (int i = 0; i < random.nextInt(LIST_MAX); i++) {
                object.put(channel(), valid("", entries));
            }
        }
        return object;
    }

    /** The same object with one thing that its schema may not allow. */
    JsonObject nearly(JsonObject schema) {
        var object = object(schema);
        var names = new ArrayList<>(schema.getJsonObject("properties", new JsonObject()).fieldNames());
        names.add("unknown");
        var name = pick(names);
        if (random.nextInt(4) == 0) {
            object.remove(name);
        } else {
            object.put(name, over(schema.getJsonObject("properties", new JsonObject())
                .getJsonObject(name, new JsonObject())));
        }
        return object;
    }

    private Object over(JsonObject schema) {
        if (random.nextBoolean() && schema.containsKey("maxLength")) {
            return "é".repeat(schema.getInteger("maxLength") + 1);
        } else if (random.nextBoolean() && schema.containsKey("maximum")) {
            return schema.getLong("maximum") + 1;
        } else if (random.nextBoolean() && schema.containsKey("minimum")) {
            return schema.getLong("minimum") - 1;
        } else if (random.nextBoolean() && schema.containsKey("maxItems")) {
            var list = new JsonArray();
            for (int i = 0; i <= schema.getInteger("maxItems"); i++) {
                list.add("i" + i);
            }
            return list;
        }
        return wild();
    }

    /** Anything. */
    Object wild() {
        return pick(STRANGERS);
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}

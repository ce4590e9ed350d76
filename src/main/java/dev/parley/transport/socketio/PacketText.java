package dev.parley.transport.socketio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packets to the client, as texts and the attachments that follow them. */
final class PacketText {

    private PacketText() {
    }

    /**
     * A packet whose values may be binary.
     *
     * @param text        with placeholders
     * @param attachments in the order of their numbers
     */
    record Packet(String text, List<byte[]> attachments) {
    }

    static String connected(String namespace, String sid) {
        return "0" + part(namespace) + new JsonObject().put("sid", sid).encode();
    }

    static String disconnect(String namespace) {
        return "1" + part(namespace);
    }

    static String refused(String namespace, JsonObject why) {
        return "4" + part(namespace) + why.encode();
    }

    /** @param json the text of an array, its name first */
    static String event(String namespace, String json) {
        return "2" + part(namespace) + json;
    }

    /** @param json the text of an array */
    static String ack(String namespace, long id, String json) {
        return "3" + part(namespace) + id + json;
    }

    /** @param id of the acknowledgement that is wanted, or {@code ""} */
    static Packet event(String namespace, String id, JsonArray values) {
        return packet('2', '5', part(namespace) + id, values);
    }

    static Packet ack(String namespace, long id, JsonArray values) {
        return packet('3', '6', part(namespace) + id, values);
    }

    private static Packet packet(char plain, char binary, String head, JsonArray values) {
        var attachments = new ArrayList<byte[]>(0);
        var json = Json.encode(emptied(values, attachments));
        return new Packet(attachments.isEmpty() ? plain + head + json
            : binary + "" + attachments.size() + "-" + head + json, attachments);
    }

    /** The same with placeholders for what is binary, which goes to the list. */
    private static Object emptied(Object value, List<byte[]> attachments) {
        return switch (value) {
            case Buffer bytes -> {
                attachments.add(bytes.getBytes());
                var place = new LinkedHashMap<String, Object>();
                place.put("_placeholder", true);
                place.put("num", attachments.size() - 1);
                yield place;
            }
            case JsonArray array -> emptied(array.getList(), attachments);
            case JsonObject object -> emptied(object.getMap(), attachments);
            case List<?> list -> {
                var copy = new ArrayList<>(list.size());
                list.forEach(entry -> copy.add(emptied(entry, attachments)));
                yield copy;
            }
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((name, entry) -> copy.put(name, emptied(entry, attachments)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    /** How a packet names its namespace: the main one not at all. */
    static String part(String namespace) {
        return namespace.equals("/") ? "" : namespace + ",";
    }
}

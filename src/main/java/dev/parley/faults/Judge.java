package dev.parley.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What ops make of a live state by the book (docs/protocol.md), told one change after another. */
final class Judge {

    private static final Object GONE = new Object();

    private final Map<String, Slot> slots = new TreeMap<>();

    /** A key; the value of an absent one is null. */
    private record Slot(long version, Object value) {
        static final Slot NEW = new Slot(0, null);

        long shown() {
            return value == null ? 0 : version;
        }
    }

    /** What must be told of these ops; empty when they must be refused. */
    Optional<JsonArray> change(JsonArray ops) {
        var changed = new LinkedHashMap<String, Slot>();
        for (int i = 0; i < ops.size(); i++) {
            var word = ops.getJsonObject(i).fieldNames().iterator().next();
            var op = ops.getJsonObject(i).getJsonObject(word);
            var key = op.getString("key");
            var slot = changed.getOrDefault(key, slots.getOrDefault(key, Slot.NEW));
            if (op.getLong("ifVersion", slot.shown()) != slot.shown()) {
                return Optional.empty();
            }
            var value = value(word, op, slot.value());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            var fresh = value.get() == GONE ? null : value.get();
            if (word.equals("set") || fresh != null && !fresh.equals(slot.value())
                || fresh == null && slot.value() != null) {
                changed.put(key, new Slot(slot.version() + 1, fresh));
            }
        }
        slots.putAll(changed);
        var told = new JsonArray();
        changed.forEach((key, slot) -> told.add(slot.value() == null
            ? new JsonObject().put("key", key).put("removed", true).put("version", slot.version())
            : new JsonObject().put("key", key).put("value", slot.value()).put("version", slot.version())));
        return Optional.of(told);
    }

    /** The values of all keys. */
    JsonObject state() {
        var state = new JsonObject();
        slots.forEach((key, slot) -> {
            if (slot.value() != null) {
                state.put(key, slot.value());
            }
        });
        return state;
    }

    /** Empty when the op cannot be; numbers and sets of strings are the only values that it meets here. */
    private static Optional<Object> value(String word, JsonObject op, Object old) {
        return switch (word) {
            case "set" -> Optional.of(op.getLong("value"));
            case "remove" -> Optional.of(GONE);
            case "add" -> old == null || old instanceof Number ? sum(op, (Number) old) : Optional.empty();
            case "discard" -> old == null ? Optional.of(GONE) : members(op, old, false);
            case "insert" -> members(op, old == null ? new JsonArray() : old, true);
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Optional<Object> sum(JsonObject op, Number old) {
        long sum = (old == null ? 0 : old.longValue()) + op.getLong("by");
        return sum < op.getLong("min") || sum > op.getLong("max") ? Optional.empty() : Optional.of(sum);
    }

    private static Optional<Object> members(JsonObject op, Object old, boolean inside) {
        if (!(old instanceof JsonArray list)) {
            return Optional.empty();
        }
        var members = new TreeSet<Object>(list.getList());
        if (inside) {
            members.add(op.getString("value"));
        } else {
            members.remove(op.getString("value"));
        }
        return Optional.of(new JsonArray(List.copyOf(members)));
    }
}

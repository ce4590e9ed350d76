package dev.parley.persistence;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What live state is, without a database: the judge of the one that has one. Values are numbers
 * (BigDecimal), strings, Booleans, lists, maps, or null for JSON's null.
 */
final class StateModel {

    private static final BigDecimal COUNT_MAX = BigDecimal.valueOf((1L << 53) - 1);
    private static final int PLACES = 15;

    /** Ends a change that does not happen; the verdict of {@code state.sql}. */
    static final class Missed extends Exception {
        final String verdict;
        final String key;

        Missed(String verdict, String key) {
            super(verdict);
            this.verdict = verdict;
            this.key = key;
        }
    }

    /** A key as it is; the value of an absent one is empty. */
    record Slot(long version, Optional<Value> value) {
        static final Slot NEW = new Slot(0, Optional.empty());

        long shown() {
            return value.isPresent() ? version : 0;
        }
    }

    /** A value that may be JSON's null. */
    record Value(Object json) {
    }

    private Map<String, Slot> slots = new TreeMap<>();

    /** Carries all ops out or none; what is told of it, key by key in the order of their first op. */
    Map<String, Slot> change(List<StateOp> ops) throws Missed {
        var next = new TreeMap<>(slots);
        var told = new LinkedHashMap<String, Slot>();
        for (var op : ops) {
            var slot = next.getOrDefault(op.key(), Slot.NEW);
            if (op.ifVersion().isPresent() && op.ifVersion().getAsLong() != slot.shown()) {
                throw new Missed("version", op.key());
            }
            var value = apply(op, slot.value());
            if (op instanceof StateOp.Put || !same(value, slot.value())) {
                next.put(op.key(), new Slot(slot.version() + 1, value));
                told.put(op.key(), next.get(op.key()));
            }
        }
        slots = next;
        return told;
    }

    /** The values by key, comparable. */
    String state() {
        var shown = new TreeMap<String, Object>();
        slots.forEach((key, slot) -> slot.value().ifPresent(value -> shown.put(key, value.json())));
        return text(shown);
    }

    String versions() {
        var shown = new TreeMap<String, Object>();
        slots.forEach((key, slot) -> {
            if (slot.value().isPresent()) {
                shown.put(key, BigDecimal.valueOf(slot.version()));
            }
        });
        return text(shown);
    }

    Slot slot(String key) {
        return slots.getOrDefault(key, Slot.NEW);
    }

    private static boolean same(Optional<Value> one, Optional<Value> other) {
        return one.isPresent() == other.isPresent()
            && (one.isEmpty() || same(one.get().json(), other.get().json()));
    }

    /** Exactly: large numbers that clients read as one are two here. */
    private static boolean same(Object one, Object other) {
        if (one instanceof BigDecimal left && other instanceof BigDecimal right) {
            return left.compareTo(right) == 0;
        } else if (one instanceof List<?> left && other instanceof List<?> right) {
            return left.size() == right.size()
                && IntStream.range(0, left.size()).allMatch(i -> same(left.get(i), right.get(i)));
        }
        return Objects.equals(one, other);
    }

    private static Optional<Value> apply(StateOp op, Optional<Value> old) throws Missed {
        return switch (op) {
            case StateOp.Put put -> Optional.of(new Value(plain(Json.decodeValue(put.json()))));
            case StateOp.Remove remove -> Optional.empty();
            case StateOp.Add add -> Optional.of(new Value(sum(add, old)));
            case StateOp.Member member when old.isEmpty() && !member.inside() -> old;
            case StateOp.Member member -> Optional.of(new Value(members(member, old)));
        };
    }

    private static BigDecimal sum(StateOp.Add add, Optional<Value> old) throws Missed {
        if (old.isPresent() && !(old.get().json() instanceof BigDecimal)) {
            throw new Missed("kind", add.key());
        }
        var sum = old.map(value -> (BigDecimal) value.json()).orElse(BigDecimal.ZERO).add(add.by())
            .setScale(PLACES, RoundingMode.HALF_UP);
        if (add.min().isPresent() && sum.compareTo(add.min().get()) < 0
            || add.max().isPresent() && sum.compareTo(add.max().get()) > 0
            || sum.abs().compareTo(COUNT_MAX) > 0) {
            throw new Missed("bound", add.key());
        }
        return sum;
    }

    private static List<Object> members(StateOp.Member op, Optional<Value> old) throws Missed {
        var members = new TreeSet<Object>(Comparator.<Object>comparingInt(StateModel::rank)
            .thenComparing(StateModel::compare));
        if (old.isPresent()) {
            if (!(old.get().json() instanceof List<?> list)
                || list.stream().anyMatch(each -> rank(each) < 0)) {
                throw new Missed("kind", op.key());
            }
            members.addAll(list);
        }
        var member = plain(Json.decodeValue(op.json()));
        if (op.inside()) {
            members.add(member);
        } else {
            members.remove(member);
        }
        return new ArrayList<>(members);
    }

    private static int rank(Object member) {
        return switch (member) {
            case Boolean truth -> 0;
            case BigDecimal number -> 1;
            case String text -> 2;
            case null, default -> -1;
        };
    }

    private static int compare(Object one, Object other) {
        return switch (one) {
            case Boolean truth -> truth.compareTo((Boolean) other);
            case BigDecimal number -> number.compareTo((BigDecimal) other);
            default -> {
                var points = ((String) one).codePoints().toArray();
                yield Arrays.compare(points, ((String) other).codePoints().toArray());
            }
        };
    }

    /** Decoded JSON in the types of this model. */
    static Object plain(Object json) {
        return switch (json) {
            case Number number -> new BigDecimal(number.toString());
            case JsonArray array -> array.getList().stream().map(StateModel::plain).toList();
            case List<?> list -> list.stream().map(StateModel::plain).toList();
            case JsonObject object -> plain(object.getMap());
            case Map<?, ?> map -> {
                var plain = new TreeMap<String, Object>();
                map.forEach((key, value) -> plain.put((String) key, plain(value)));
                yield plain;
            }
            case null, default -> json;
        };
    }

    /** The same text for the same value, however its numbers were written, as clients read them. */
    static String text(Object plain) {
        return switch (plain) {
            case BigDecimal number -> number.signum() == 0 ? "0"
                : BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros().toPlainString();
            case List<?> list -> list.stream().map(StateModel::text).toList().toString();
            case Map<?, ?> map -> {
                var texts = new TreeMap<String, String>();
                map.forEach((key, value) -> texts.put(Json.encode(key), text(value)));
                yield texts.toString();
            }
            case null, default -> Json.encode(plain);
        };
    }
}

package dev.parley.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The body of a command, read field by field. Unknown fields are ignored; each method throws a
 * {@link RefusedException} {@code bad_request} that names the field when its value is missing or of a wrong
 * type.
 */
public final class Fields {

    private final JsonObject body;

    public Fields(JsonObject body) {
        this.body = body;
    }

    public boolean has(String name) {
        return body.getValue(name) != null;
    }

    /** Whether it is there, be it null. */
    public boolean given(String name) {
        return body.containsKey(name);
    }

    /** Whether it is given as null, where that means something: what was set is to be unset. */
    public boolean cleared(String name) {
        return body.containsKey(name) && body.getValue(name) == null;
    }

    /** Refuses a NUL or half a surrogate pair anywhere, unknown fields and their names included. */
    public Fields wellFormed() {
        check(body);
        return this;
    }

    private static void check(Object value) {
        switch (value) {
            case String text when !Texts.wellFormed(text)
                -> throw Refusal.badRequest("The body holds a NUL or half a surrogate pair.").asException();
            case Double number when !Double.isFinite(number)
                -> throw Refusal.badRequest("The body holds a number beyond every bound.").asException();
            case JsonObject object -> check(object.getMap());
            case JsonArray array -> array.getList().forEach(Fields::check);
            case Map<?, ?> map -> map.forEach((key, entry) -> {
                check(key);
                check(entry);
            });
            case List<?> list -> list.forEach(Fields::check);
            case null, default -> { }
        }
    }

    /** Any JSON; empty when absent or null. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(body.getValue(name));
    }

    public String string(String name) {
        return optionalString(name).orElseThrow(() -> bad(name, "is missing"));
    }

    public Optional<String> optionalString(String name) {
        return switch (body.getValue(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(wellFormed(name, text));
            default -> throw bad(name, "must be a string");
        };
    }

    public String id(String name) {
        return optionalId(name).orElseThrow(() -> bad(name, "is missing"));
    }

    public Optional<String> optionalId(String name) {
        var id = optionalString(name);
        if (id.isPresent() && !Ids.valid(id.get())) {
            throw bad(name, "is not a valid id");
        }
        return id;
    }

    /** A text of so many code points, both bounds inclusive: {@code too_large} when there are more. */
    public Optional<String> optionalText(String name, int min, int max) {
        var text = optionalString(name);
        if (text.isPresent() && text.get().length() < min) {
            throw bad(name, "is empty");
        }
        if (text.isPresent() && text.get().length() > max && Texts.length(text.get()) > max) {
            throw tooLarge(name, "is longer than " + max + " characters");
        }
        return text;
    }

    public String text(String name, int min, int max) {
        return optionalText(name, min, max).orElseThrow(() -> bad(name, "is missing"));
    }

    /** One of a few words. */
    public Optional<String> optionalWord(String name, List<String> words) {
        var word = optionalString(name);
        if (word.isPresent() && !words.contains(word.get())) {
            throw bad(name, "must be one of " + String.join(", ", words));
        }
        return word;
    }

    /** A point in time in the notation of RFC 3339. */
    public Optional<Instant> optionalTime(String name) {
        try {
            return optionalString(name).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notATime) {
            throw bad(name, "must be a time such as 2030-01-31T12:00:00.000Z");
        }
    }

    /** A whole number within the bounds, both inclusive; empty when absent. */
    public OptionalLong optionalNumber(String name, long min, long max) {
        return switch (body.getValue(name)) {
            case null -> OptionalLong.empty();
            case Number number when number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= min && number.doubleValue() <= max
                -> OptionalLong.of(number.longValue());
            default -> throw bad(name, "must be a whole number from " + min + " to " + max);
        };
    }

    public long number(String name, long min, long max) {
        return optionalNumber(name, min, max).orElseThrow(() -> bad(name, "is missing"));
    }

    public boolean flag(String name, boolean whenAbsent) {
        return optionalFlag(name).orElse(whenAbsent);
    }

    public Optional<Boolean> optionalFlag(String name) {
        return switch (body.getValue(name)) {
            case null -> Optional.empty();
            case Boolean value -> Optional.of(value);
            default -> throw bad(name, "must be true or false");
        };
    }

    /** Distinct ids in their order; empty when absent. */
    public List<String> ids(String name, int most) {
        return switch (body.getValue(name)) {
            case null -> List.of();
            case JsonArray array when array.size() <= most
                -> array.stream().map(item -> idIn(name, item)).distinct().toList();
            case JsonArray array -> throw tooMany(name, array, most);
            default -> throw bad(name, "must be a list of ids");
        };
    }

    /** A list of objects, each read field by field; empty when absent. */
    public List<Fields> objects(String name, int most) {
        return switch (body.getValue(name)) {
            case null -> List.of();
            case JsonArray array when array.size() <= most
                -> array.stream().map(item -> objectIn(name, item)).toList();
            case JsonArray array -> throw tooMany(name, array, most);
            default -> throw bad(name, "must be a list of objects");
        };
    }

    private static Fields objectIn(String name, Object item) {
        if (item instanceof JsonObject object) {
            return new Fields(object);
        }
        throw bad(name, "must hold objects only");
    }

    private static String idIn(String name, Object item) {
        if (item instanceof String id && Ids.valid(id)) {
            return id;
        }
        throw bad(name, "must hold valid ids only");
    }

    /** NUL and lone surrogates cannot be stored, nor sent on as UTF-8. */
    private static String wellFormed(String name, String text) {
        if (!Texts.wellFormed(text)) {
            throw bad(name, "holds a NUL or half a surrogate pair");
        }
        return text;
    }

    private static RefusedException tooMany(String name, JsonArray array, int most) {
        return tooLarge(name, "has " + array.size() + " entries, at most " + most + " are allowed");
    }

    public static RefusedException tooLarge(String name, String why) {
        return new Refusal(FailureType.TOO_LARGE, "Field \"" + name + "\" " + why + ".").asException();
    }

    public static RefusedException bad(String name, String why) {
        return Refusal.badRequest("Field \"" + name + "\" " + why + ".").asException();
    }
}

package dev.parley.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
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
        return switch (body.getValue(name)) {
            case null -> whenAbsent;
            case Boolean value -> value;
            default -> throw bad(name, "must be true or false");
        };
    }

    /** Distinct ids in their order; empty when absent. */
    public List<String> ids(String name, int most) {
        return switch (body.getValue(name)) {
            case null -> List.of();
            case JsonArray array when array.size() <= most
                -> array.stream().map(item -> idIn(name, item)).distinct().toList();
            case JsonArray array -> throw new Refusal(FailureType.TOO_LARGE, "Field \"" + name + "\" has "
                + array.size() + " entries, at most " + most + " are allowed.").asException();
            default -> throw bad(name, "must be a list of ids");
        };
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

    public static RefusedException bad(String name, String why) {
        return Refusal.badRequest("Field \"" + name + "\" " + why + ".").asException();
    }
}

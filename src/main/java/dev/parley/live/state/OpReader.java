package dev.parley.live.state;

import dev.parley.config.StateSettings;
import dev.parley.persistence.StateOp;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the ops of a change (docs/protocol.md, "Live state"). */
final class OpReader {

    private static final String OPS = "ops";
    private static final List<String> WORDS = List.of("set", "remove", "add", "insert", "discard");

    /** The largest whole number that every JSON reader keeps exactly. */
    private static final long NUMBER_MAX = (1L << 53) - 1;
    private static final BigDecimal BOUND = BigDecimal.valueOf(NUMBER_MAX);
    private static final int PLACES = 15;

    private final StateSettings settings;

    OpReader(StateSettings settings) {
        this.settings = settings;
    }

    /** One at least. Throws a refusal and nothing else. */
    List<StateOp> read(Fields body) {
        var ops = new ArrayList<StateOp>();
        for (var op : body.objects(OPS, settings.opsMax())) {
            ops.add(op(op));
        }
        if (ops.isEmpty()) {
            throw Fields.bad(OPS, "is missing or empty");
        }
        return ops;
    }

    private StateOp op(Fields entry) {
        var words = WORDS.stream().filter(entry::has).toList();
        if (words.size() != 1 || !(entry.value(words.getFirst()).orElseThrow() instanceof JsonObject said)) {
            throw Fields.bad(OPS, "must hold objects such as {\"set\":{\"key\":…}}, with one of "
                + String.join(", ", WORDS));
        }
        var op = new Fields(said);
        var key = op.text("key", 1, settings.keyCharactersMax());
        var version = op.optionalNumber("ifVersion", 0, NUMBER_MAX);
        return switch (words.getFirst()) {
            case "set" -> new StateOp.Put(key, version, value(op, said));
            case "remove" -> new StateOp.Remove(key, version);
            case "add" -> add(op, key, version);
            case "insert" -> new StateOp.Member(key, version, member(op), true);
            default -> new StateOp.Member(key, version, member(op), false);
        };
    }

    private static String value(Fields op, JsonObject said) {
        if (!said.containsKey("value")) {
            throw Fields.bad("value", "is missing");
        }
        return op.value("value").map(Json::encode).orElse("null");
    }

    private static String member(Fields op) {
        return switch (op.value("value").orElse(null)) {
            case String text -> Json.encode(text);
            case Number number -> Json.encode(number);
            case Boolean truth -> Json.encode(truth);
            case null, default -> throw Fields.bad("value",
                "must be a string, a number, true or false: what a set can hold");
        };
    }

    private static StateOp add(Fields op, String key, OptionalLong version) {
        var by = number(op, "by").orElseThrow(() -> Fields.bad("by", "is missing"));
        var min = number(op, "min");
        var max = number(op, "max");
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            throw Refusal.badRequest("Field \"min\" is above \"max\".").asException();
        }
        return new StateOp.Add(key, version, by, min, max);
    }

    /** A number that every client can count with. */
    private static Optional<BigDecimal> number(Fields op, String name) {
        return op.value(name).map(given -> {
            if (!(given instanceof Number number) || exact(number).abs().compareTo(BOUND) > 0) {
                throw Fields.bad(name, "must be a number from -" + NUMBER_MAX + " to " + NUMBER_MAX);
            }
            return exact(number).setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
        });
    }

    private static BigDecimal exact(Number number) {
        return new BigDecimal(number.toString());
    }
}

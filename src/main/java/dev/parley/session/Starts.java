package dev.parley.session;

import dev.parley.hub.Start;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a subscription shall begin, read from what a client says (docs/protocol.md, "Subscribe"). */
public final class Starts {

    /** The largest whole number that every JSON reader keeps exactly. */
    static final long NUMBER_MAX = (1L << 53) - 1;

    private Starts() {
    }

    /**
     * Reads {@code since}, {@code epoch}, {@code last} and {@code state}; numbers and flags may come as
     * strings, as headers do. Throws {@code bad_request} and nothing else.
     */
    public static Start read(JsonObject said) {
        return state(said) ? new Start.WithState(position(said)) : position(said);
    }

    private static boolean state(JsonObject said) {
        return switch (said.getValue("state")) {
            case null -> false;
            case Boolean wanted -> wanted;
            case String word when word.equals("true") || word.equals("false") -> word.equals("true");
            default -> throw Fields.bad("state", "must be true or false");
        };
    }

    private static Start position(JsonObject said) {
        var since = number(said, "since", NUMBER_MAX);
        var last = number(said, "last", Integer.MAX_VALUE);
        var epoch = epoch(said);
        if (since.isPresent() && last.isPresent()) {
            throw Refusal.badRequest("Give \"since\" or \"last\", not both.").asException();
        }
        if (since.isPresent()) {
            return new Start.After(since.getAsLong(), epoch);
        }
        return last.isPresent() ? new Start.Last((int) last.getAsLong()) : new Start.Now();
    }

    private static Optional<String> epoch(JsonObject said) {
        return switch (said.getValue("epoch")) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case Number number -> Optional.of(number.toString());
            default -> throw Fields.bad("epoch", "must be a string");
        };
    }

    private static OptionalLong number(JsonObject said, String name, long max) {
        if (said.getValue(name) instanceof String digits) {
            if (!digits.matches("[0-9]{1,15}") || Long.parseLong(digits) > max) {
                throw Fields.bad(name, "must be a whole number from 0 to " + max);
            }
            return OptionalLong.of(Long.parseLong(digits));
        }
        return new Fields(said).optionalNumber(name, 0, max);
    }
}

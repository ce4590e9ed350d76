package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.CONFLICT;
import static dev.parley.protocol.FailureType.NOT_FOUND;
import static dev.parley.protocol.FailureType.TOO_LARGE;
import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

import dev.parley.config.StateSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What can be done with the live state of a channel. */
final class StateResources {

    private static final String ADDRESS = "parley.live";

    private final StateSettings settings;

    StateResources(StateSettings settings) {
        this.settings = settings;
    }

    List<Resource> all() {
        return List.of(state(), change());
    }

    private static Resource state() {
        return Resource.get(ADDRESS, "state", "/channels/{channel}/state",
            "The live state of a channel, and the position in its log at which it stands.")
            .with(LiveResources.CHANNEL)
            .replies(Reply.body(Types.object("state", Types.map(Types.any()), "versions",
                Types.map(Types.count()), "seq", Types.count(), "epoch", Types.text()))).refuses(NOT_FOUND);
    }

    private Resource change() {
        return Resource.post(ADDRESS, "change", "/channels/{channel}/changes",
            "Change the live state of a channel: all of the ops or none.")
            .with(LiveResources.CHANNEL,
                must("ops", Types.list(op(), settings.opsMax()).put("minItems", 1),
                    "What is done, in this order."),
                may("id", Types.id(), "Of the change, unique in its channel; the server chooses one when"
                    + " absent."))
            .replies(Reply.created(Types.object("id", Types.id(), "seq", Types.whole(1, Types.WHOLE_MAX),
                "epoch", Types.text(), "at", Types.time(), "changes?", Types.list(changed()), "duplicate?",
                Types.always(true)), ""))
            .refuses(NOT_FOUND, CONFLICT, TOO_LARGE);
    }

    private JsonObject op() {
        var member = Types.either(Types.text(), number(), Types.flag());
        return Types.either(
            Types.object("set", keyed("value", Types.any())),
            Types.object("remove", keyed()),
            Types.object("add", keyed("by", number(), "min?", number(), "max?", number())),
            Types.object("insert", keyed("value", member)),
            Types.object("discard", keyed("value", member)));
    }

    private JsonObject keyed(Object... fields) {
        var keyed = Types.object(fields);
        var required = keyed.getJsonArray("required", new JsonArray()).add("key");
        keyed.getJsonObject("properties").put("key", Types.text(1, settings.keyCharactersMax()))
            .put("ifVersion", Types.count());
        return keyed.put("required", required);
    }

    private static JsonObject number() {
        return new JsonObject().put("type", "number").put("minimum", -Types.WHOLE_MAX)
            .put("maximum", Types.WHOLE_MAX);
    }

    private static JsonObject changed() {
        return Types.object("key", Types.text(), "version", Types.count(), "value?", Types.any(), "removed?",
            Types.always(true));
    }
}

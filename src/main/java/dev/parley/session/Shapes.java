package dev.parley.session;

import dev.parley.hub.Subscribed;
import dev.parley.protocol.Refusal;
import io.vertx.core.json.JsonObject;

/** The shapes of answers that all transports share. */
public final class Shapes {

    private Shapes() {
    }

    /** A refusal as {@code {code, type, message, data?}}. */
    public static JsonObject body(Refusal refusal) {
        var body = new JsonObject().put("code", refusal.type().code()).put("type", refusal.type().word())
            .put("message", refusal.message());
        return refusal.details().isEmpty() ? body : body.put("data", refusal.details());
    }

    /** A subscribe's answer after these fields, with the state if it has one, as the text of an object. */
    public static String text(JsonObject fields, Subscribed answer) {
        var text = put(fields, answer).encode();
        return answer.state().map(snapshot -> text.substring(0, text.length() - 1)
            + (text.length() > 2 ? "," : "") + "\"state\":" + snapshot.state() + ",\"versions\":"
            + snapshot.versions() + "}").orElse(text);
    }

    /** A subscribe's answer as {@code {seq?, epoch?, recovered?}}, put into an object. */
    public static JsonObject put(JsonObject into, Subscribed answer) {
        answer.head().ifPresent(head -> into.put("seq", head.seq()).put("epoch", head.epoch()));
        answer.recovered().ifPresent(recovered -> into.put("recovered", recovered));
        return into;
    }
}

package dev.parley.transport.socketio;

import dev.parley.hub.Subscribed;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.session.Answer;
import dev.parley.session.Grant;
import dev.parley.session.Shapes;
import io.vertx.core.json.JsonObject;

/**
 * The acknowledgement of an event: {@code {ok:true,…}} or {@code {ok:false,error}}. Where none is waited for,
 * a refusal comes as a notice.
 */
record CommandAnswer(NamespaceSocket socket, String event, Reply to) implements Answer, Grant {

    private static final String OK = "[{\"ok\":true";

    @Override
    public void reply(String json) {
        if (to.wanted()) {
            to.send(json.length() <= 2 ? OK + "}]" : OK + "," + json.substring(1) + "]");
        }
    }

    @Override
    public void refuse(Refusal why) {
        var error = Shapes.body(why);
        if (why.details().containsKey("retryAfterMs")) {
            error.put("retryAfterMs", why.details().getValue("retryAfterMs"));
        }
        if (to.wanted()) {
            to.send("[" + new JsonObject().put("ok", false).put("error", error).encode() + "]");
        } else {
            socket.emit(CommandBridge.told(new JsonObject().put("type", "session.refused")
                .put("event", EventBody.shown(event)).put("error", error)));
        }
    }

    @Override
    public void granted(Subscribed answer) {
        reply(Shapes.text(new JsonObject().put("type", "subscribed"), answer));
    }

    @Override
    public void refused(Refusal why) {
        refuse(why);
    }

    @Override
    public void overtaken() {
        refuse(new Refusal(FailureType.CONFLICT,
            "A later subscribe or unsubscribe of this channel came first."));
    }
}

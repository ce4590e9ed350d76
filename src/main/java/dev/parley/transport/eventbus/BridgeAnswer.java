package dev.parley.transport.eventbus;

import dev.parley.protocol.Refusal;
import dev.parley.session.Answer;
import dev.parley.session.Shapes;
import dev.parley.transport.eventbus.Frame.ReplyTo;
import dev.parley.transport.socket.Line;
import io.vertx.core.json.JsonObject;

/** The answer to a command, at the address where the client waits for it. */
record BridgeAnswer(Line line, ReplyTo to) implements Answer {

    @Override
    public void reply(String json) {
        if (!to.address().isEmpty()) {
            line.send(Envelope.rec(to.address(), json));
        }
    }

    @Override
    public void refuse(Refusal why) {
        if (to.asBodies() && !to.address().isEmpty()) {
            line.send(Envelope.rec(to.address(), new JsonObject().put("error", Shapes.body(why)).encode()));
        } else {
            line.send(Envelope.err(to.address(), why));
        }
    }
}

package dev.parley.transport.eventbus;

import dev.parley.hub.Subscribed;
import dev.parley.protocol.Event;
import dev.parley.protocol.Refusal;
import dev.parley.session.Shapes;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** The frames to the client, as JSON texts. */
final class Envelope {

    static final String PONG = "{\"type\":\"pong\"}";

    private static final byte[] REC = "{\"type\":\"rec\",\"address\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = "\",\"body\":".getBytes(StandardCharsets.US_ASCII);

    private Envelope() {
    }

    /** An event on its channel, whose name needs no escaping. */
    static void event(Event event, ByteBuf out) {
        out.writeBytes(REC).writeBytes(event.channel().getBytes(StandardCharsets.UTF_8)).writeBytes(BODY)
            .writeBytes(event.json().getBytes()).writeByte('}');
    }

    /** How many bytes {@link #event} writes. */
    static int sizeOf(Event event) {
        return REC.length + event.channel().length() * 3 + BODY.length + event.json().length() + 1;
    }

    static String rec(String address, String body) {
        return "{\"type\":\"rec\",\"address\":" + quoted(address) + ",\"body\":" + body + "}";
    }

    static String subscribed(String channel, Subscribed answer) {
        return rec(channel, Shapes.text(new JsonObject().put("type", "subscribed"), answer));
    }

    /** @param address empty = none */
    static String err(String address, Refusal why) {
        var frame = new JsonObject().put("type", "err");
        if (!address.isEmpty()) {
            frame.put("address", address);
        }
        frame.put("failureCode", why.type().code()).put("failureType", why.type().word())
            .put("message", why.message());
        if (!why.details().isEmpty()) {
            frame.put("data", why.details());
        }
        return frame.encode();
    }

    private static String quoted(String text) {
        return Json.encode(text);
    }
}

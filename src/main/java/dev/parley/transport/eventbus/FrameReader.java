package dev.parley.transport.eventbus;

import dev.parley.protocol.Channels;
import dev.parley.protocol.JsonText;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Texts;
import dev.parley.transport.eventbus.Frame.Faulty;
import dev.parley.transport.eventbus.Frame.NotUnderstood;
import dev.parley.transport.eventbus.Frame.Ping;
import dev.parley.transport.eventbus.Frame.Publish;
import dev.parley.transport.eventbus.Frame.Register;
import dev.parley.transport.eventbus.Frame.ReplyTo;
import dev.parley.transport.eventbus.Frame.Send;
import dev.parley.transport.eventbus.Frame.Unregister;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads the frames of a client. Never throws: whatever the text, the result says what it is. */
final class FrameReader {

    /** The longest address taken. */
    static final int ADDRESS_MAX = 300;

    private FrameReader() {
    }

    static Frame read(String text) {
        Object value;
        try {
            value = JsonText.read(text);
        } catch (DecodeException broken) {
            return new NotUnderstood("A frame must be JSON, nested " + JsonText.DEPTH_MAX + " deep at most.");
        }
        if (!(value instanceof JsonObject frame)) {
            return new NotUnderstood("A frame must be a JSON object.");
        }
        return switch (frame.getValue("type") instanceof String type ? type : "") {
            case "ping" -> new Ping();
            case "register", "unregister", "send", "publish" -> addressed(frame);
            default -> new NotUnderstood(
                "The field \"type\" must be ping, register, unregister, send or publish.");
        };
    }

    private static Frame addressed(JsonObject frame) {
        if (!(frame.getValue("address") instanceof String address) || address.isEmpty()) {
            return new NotUnderstood("The field \"address\" must be a string that is not empty.");
        }
        if (!plain(address)) {
            return faulty("The address is longer than " + ADDRESS_MAX + " characters or no proper text.");
        }
        if (frame.getString("type").equals("unregister")) {
            return new Unregister(address);
        }
        if (!(headers(frame) instanceof JsonObject headers)) {
            return faulty("The field \"headers\" must be an object.");
        }
        return switch (frame.getString("type")) {
            case "register" -> new Register(address, headers);
            case "publish" -> publish(frame, address, headers);
            default -> send(frame, address, headers);
        };
    }

    private static Frame send(JsonObject frame, String address, JsonObject headers) {
        var replyAddress = frame.getValue("replyAddress", "");
        if (!(replyAddress == null || replyAddress instanceof String text && plain(text))) {
            return faulty("The field \"replyAddress\" must be a string of up to " + ADDRESS_MAX
                + " characters.");
        }
        var replyTo = new ReplyTo(replyAddress == null ? "" : (String) replyAddress,
            "body".equals(headers.getValue("errors")));
        if (!(headers.getValue("action", "") instanceof String action)) {
            return new Faulty(replyTo, Refusal.badRequest("The header \"action\" must be a string."));
        }
        return switch (frame.getValue("body")) {
            case null -> new Send(replyTo, address, action, new JsonObject());
            case JsonObject body -> new Send(replyTo, address, action, body);
            default -> new Faulty(replyTo, Refusal.badRequest("The body of a command must be an object."));
        };
    }

    private static Frame publish(JsonObject frame, String address, JsonObject headers) {
        if (!address.startsWith(Channels.LIVE)) {
            return faulty("Only channels \"live.…\" can be published to; commands are sent.");
        }
        var body = new JsonObject().put("channel", address).put("data", frame.getValue("body"));
        for (var name : List.of("id", "type")) {
            if (headers.getValue(name) != null) {
                body.put(name, headers.getValue(name));
            }
        }
        return new Publish(body);
    }

    private static Frame faulty(String why) {
        return new Faulty(ReplyTo.NOBODY, Refusal.badRequest(why));
    }

    private static Object headers(JsonObject frame) {
        var headers = frame.getValue("headers");
        return headers == null ? new JsonObject() : headers;
    }

    private static boolean plain(String address) {
        return address.length() <= ADDRESS_MAX && Texts.wellFormed(address);
    }
}

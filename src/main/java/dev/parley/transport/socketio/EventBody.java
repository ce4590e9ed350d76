package dev.parley.transport.socketio;

import dev.parley.protocol.Refusal;
import dev.parley.protocol.Texts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What an event of a client says, read; every method throws a refusal and nothing else. */
final class EventBody {

    private static final int CHANNEL_MAX = 300;
    private static final int SHOWN_MAX = 64;

    private EventBody() {
    }

    /** The one object that an event carries; an empty one when there is none. */
    static JsonObject of(JsonArray values, boolean binary) {
        if (binary) {
            throw Refusal.badRequest("Binary values mean nothing here: send text.").asException();
        }
        if (values.size() > 1) {
            throw Refusal.badRequest("An event takes one object and an acknowledgement.").asException();
        }
        return switch (values.isEmpty() ? null : values.getValue(0)) {
            case null -> new JsonObject();
            case JsonObject body -> body;
            default -> throw Refusal.badRequest("What an event carries must be an object.").asException();
        };
    }

    /** The service that an event such as {@code messages.post} is for. */
    static String address(String name) {
        return "parley." + name.substring(0, dot(name));
    }

    /** What the service shall do. */
    static String action(String name) {
        return name.substring(dot(name) + 1);
    }

    private static int dot(String name) {
        var dot = name.indexOf('.');
        if (dot < 0) {
            throw Refusal.notFound("event \"" + shown(name)
                + "\": a command is service.action, such as messages.post").asException();
        }
        return dot;
    }

    /** A name as it is told again. */
    static String shown(String name) {
        return name.length() > SHOWN_MAX ? name.substring(0, SHOWN_MAX) : name;
    }

    static String channel(JsonObject body) {
        if (body.getValue("channel") instanceof String channel && !channel.isEmpty()
            && channel.length() <= CHANNEL_MAX && Texts.wellFormed(channel)) {
            return channel;
        }
        throw Refusal.badRequest("Field \"channel\" must be a text of 1 to " + CHANNEL_MAX
            + " characters.").asException();
    }
}

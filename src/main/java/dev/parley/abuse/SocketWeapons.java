package dev.parley.abuse;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Attacks over WebSockets, most of them by somebody who may be here. */
final class SocketWeapons {

    /** A room with large messages, made before the first attack. */
    static final String ROOM = "attic";

    private static final int STRANGERS = 150;
    private static final int CHANNELS = 2_000;
    private static final int FRAME_BYTES_MAX = 65_536;

    private SocketWeapons() {
    }

    static String send(String address, String action, JsonObject body) {
        return new JsonObject().put("type", "send").put("address", address).put("replyAddress", "r")
            .put("headers", new JsonObject().put("action", action)).put("body", body).encode();
    }

    /** Opens sockets without a token and keeps them. */
    static void strangers(Arms arms) throws IOException {
        for (int i = 0; i < STRANGERS && arms.going(); i++) {
            arms.stranger();
        }
        while (arms.going()) {
            Arms.pause(50);
        }
    }

    /** Asks who it is, for ever. */
    static void commands(Arms arms) throws IOException {
        flood(arms, send("parley.session", "whoami", new JsonObject()), true);
    }

    /** Writes into a room, for ever. */
    static void posts(Arms arms) throws IOException {
        flood(arms, send("parley.messages", "post", new JsonObject().put("room", ROOM).put("text", "more")),
            true);
    }

    /** Asks for pages of large messages and reads them. */
    static void histories(Arms arms) throws IOException {
        flood(arms, history(), true);
    }

    /** Asks for pages of large messages and reads nothing. */
    static void deaf(Arms arms) throws IOException {
        flood(arms, history(), false);
    }

    private static String history() {
        return send("parley.messages", "history", new JsonObject().put("room", ROOM).put("limit", 200));
    }

    /** Subscribes and unsubscribes, for ever. */
    static void registers(Arms arms) throws IOException {
        var address = "{\"type\":\"%s\",\"address\":\"room." + ROOM + "\",\"headers\":{\"last\":\"200\"}}";
        var both = Raw.frame(Raw.TEXT, true, address.formatted("register").getBytes(StandardCharsets.UTF_8));
        var off = Raw.frame(Raw.TEXT, true, address.formatted("unregister").getBytes(StandardCharsets.UTF_8));
        var raw = arms.socket();
        while (arms.going()) {
            raw.write(both);
            raw.write(off);
            raw.drain();
        }
    }

    /** Asks for thousands of channels in each frame. */
    static void syncs(Arms arms) throws IOException {
        var channels = new JsonObject();
        for (int i = 0; i < CHANNELS; i++) {
            channels.put("room.x" + arms.random().nextInt(1_000_000), new JsonObject());
        }
        flood(arms, send("parley.session", "sync", new JsonObject().put("channels", channels)), true);
    }

    /** Pings below the messages, and reads no answer. */
    static void pings(Arms arms) throws IOException {
        var raw = arms.socket();
        var ping = Raw.frame(Raw.PING, true, new byte[125]);
        while (arms.going()) {
            raw.write(ping);
        }
    }

    /** Begins a message that never ends. */
    static void fragments(Arms arms) throws IOException {
        var raw = arms.socket();
        raw.write(Raw.frame(Raw.TEXT, false, new byte[1_000]));
        while (arms.going()) {
            raw.write(Raw.frame(Raw.CONTINUATION, false, new byte[arms.random().nextInt(3)]));
        }
    }

    /** Sends arrays in arrays in arrays. */
    static void deep(Arms arms) throws IOException {
        flood(arms, "[".repeat(FRAME_BYTES_MAX), true);
    }

    /** Sends names, numbers and repetitions that no reader likes. */
    static void oddities(Arms arms) throws IOException {
        var big = FRAME_BYTES_MAX - 1_000;
        var bodies = new String[] {"{\"" + "k".repeat(big) + "\":1}", "{\"n\":" + "9".repeat(big) + "}",
            "{\"n\":1e999999999}", "{" + "\"a\":1,".repeat(big / 6) + "\"a\":1}",
            "{\"s\":\"" + "\\ud800".repeat(big / 6) + "\"}", keys(big)};
        var raw = arms.socket();
        while (arms.going()) {
            raw.text(send("parley.messages", "post", new JsonObject()).replace("\"body\":{}",
                "\"body\":" + bodies[arms.random().nextInt(bodies.length)]));
            raw.drain();
        }
    }

    private static String keys(int bytes) {
        var all = new StringBuilder("{\"room\":\"x\"");
        for (int i = 0; all.length() < bytes; i++) {
            all.append(",\"k").append(i).append("\":").append(i);
        }
        return all.append('}').toString();
    }

    /** Subscribes, and neither reads nor answers. */
    static void mute(Arms arms) throws IOException {
        for (int i = 0; i < 10; i++) {
            arms.socket().text("{\"type\":\"register\",\"address\":\"room." + ROOM
                + "\",\"headers\":{\"since\":\"0\"}}");
        }
        while (arms.going()) {
            Arms.pause(50);
        }
    }

    /** Sends compressed messages, whatever was agreed on. */
    static void compressedMessages(Arms arms) throws IOException {
        while (arms.going()) {
            var raw = arms.open();
            raw.upgrade("/eventbus/websocket?token=" + arms.token(),
                "Sec-WebSocket-Extensions: permessage-deflate");
            raw.write(Raw.frame(Raw.COMPRESSED | Raw.TEXT, true, new byte[1_000]));
            raw.read();
            arms.close(raw);
            Arms.pause(5);
        }
    }

    private static void flood(Arms arms, String message, boolean reads) throws IOException {
        var frame = Raw.frame(Raw.TEXT, true, message.getBytes(StandardCharsets.UTF_8));
        var raw = arms.socket();
        while (arms.going()) {
            raw.write(frame);
            if (reads) {
                raw.drain();
            }
        }
    }
}

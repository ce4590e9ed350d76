package dev.parley.authorisation;

import dev.parley.protocol.Channels;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Asks over the raw bridge. */
final class BridgeSpeaker implements Speaker {

    private final WebSocket socket;
    private final AtomicLong asked = new AtomicLong();
    private final Map<String, Promise<JsonObject>> waiting = new ConcurrentHashMap<>();

    private BridgeSpeaker(WebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(text -> heard(new JsonObject(text)));
        socket.closeHandler(closed -> waiting.values().forEach(answer -> answer.tryFail(
            "closed with " + socket.closeStatusCode() + " " + socket.closeReason())));
    }

    static Future<Speaker> connect(WebSocketClient client, int port, Optional<String> token) {
        return client.connect(port, "127.0.0.1",
            "/eventbus/websocket" + token.map(text -> "?token=" + text).orElse("")).map(BridgeSpeaker::new);
    }

    @Override
    public Future<JsonObject> ask(String address, String action, JsonObject body) {
        var number = "r" + asked.incrementAndGet();
        return answered(number, new JsonObject().put("type", "send").put("address", address)
            .put("replyAddress", number).put("headers", new JsonObject().put("action", action))
            .put("body", body));
    }

    /** Notices have no answer but a refusal, so that a pong comes for it. */
    @Override
    public Future<JsonObject> register(String channel) {
        var answer = answered(channel.equals(Channels.SESSION) ? "" : channel, new JsonObject()
            .put("type", "register").put("address", channel).put("headers", new JsonObject()));
        socket.writeTextMessage("{\"type\":\"ping\"}");
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }

    private Future<JsonObject> answered(String address, JsonObject frame) {
        var answer = Promise.<JsonObject>promise();
        waiting.put(address, answer);
        socket.writeTextMessage(frame.encode()).onFailure(answer::tryFail);
        return answer.future();
    }

    private void heard(JsonObject frame) {
        var answer = waiting.remove(frame.getString("address", ""));
        if (answer != null && frame.getString("type").equals("err")) {
            answer.tryFail(frame.getString("failureType"));
        } else if (answer != null) {
            answer.tryComplete(frame.getValue("body") instanceof JsonObject body ? body : new JsonObject());
        }
    }
}

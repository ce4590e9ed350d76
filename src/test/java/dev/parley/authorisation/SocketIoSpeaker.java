package dev.parley.authorisation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Asks over Socket.IO. */
final class SocketIoSpeaker implements Speaker {

    private static final String PATH = "/socket.io/?EIO=4&transport=websocket";

    private final WebSocket socket;
    private final String auth;
    private final AtomicLong asked = new AtomicLong();
    private final Map<String, Promise<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final Promise<Speaker> inside = Promise.promise();

    private SocketIoSpeaker(WebSocket socket, Optional<String> token) {
        this.socket = socket;
        this.auth = token.map(text -> new JsonObject().put("token", text).encode()).orElse("");
        socket.textMessageHandler(this::heard);
        socket.closeHandler(closed -> waiting.values().forEach(answer -> answer.tryFail("closed")));
    }

    static Future<Speaker> connect(WebSocketClient client, int port, Optional<String> token) {
        return client.connect(port, "127.0.0.1", PATH)
            .compose(socket -> new SocketIoSpeaker(socket, token).inside.future());
    }

    @Override
    public Future<JsonObject> ask(String address, String action, JsonObject body) {
        return emit(address.substring(address.indexOf('.') + 1) + "." + action, body);
    }

    @Override
    public Future<JsonObject> register(String channel) {
        return emit("subscribe", new JsonObject().put("channel", channel));
    }

    @Override
    public void close() {
        socket.close();
    }

    private Future<JsonObject> emit(String name, JsonObject body) {
        var number = Long.toString(asked.incrementAndGet());
        var answer = Promise.<JsonObject>promise();
        waiting.put(number, answer);
        socket.writeTextMessage("42" + number + new JsonArray().add(name).add(body).encode())
            .onFailure(answer::tryFail);
        return answer.future();
    }

    private void heard(String packet) {
        if (packet.startsWith("0")) {
            socket.writeTextMessage("40" + auth);
        } else if (packet.startsWith("2")) {
            socket.writeTextMessage("3");
        } else if (packet.startsWith("40")) {
            inside.tryComplete(this);
        } else if (packet.startsWith("44")) {
            inside.tryFail(packet);
        } else if (packet.startsWith("43")) {
            var start = packet.indexOf('[');
            answered(waiting.remove(packet.substring(2, start)),
                new JsonArray(packet.substring(start)).getJsonObject(0));
        }
    }

    private static void answered(Promise<JsonObject> waiting, JsonObject answer) {
        if (answer.getBoolean("ok", true)) {
            waiting.tryComplete(answer);
        } else {
            waiting.tryFail(answer.getJsonObject("error").getString("type"));
        }
    }
}

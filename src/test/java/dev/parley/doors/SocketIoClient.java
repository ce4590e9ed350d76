package dev.parley.doors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** The events of Socket.IO, in its main namespace, above any pipe. */
final class SocketIoClient extends Client {

    private final Map<Integer, Consumer<JsonObject>> awaited = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Pipe pipe;

    SocketIoClient(Function<Pipe.Ear, Pipe> pipes, String token) {
        pipe = pipes.apply(new Pipe.Ear(this::heard, this::over));
        pipe.send("0" + new JsonObject().put("token", token).encode());
    }

    @Override
    void subscribe(Map<String, JsonObject> starts) {
        starts.forEach((channel, start) -> {
            if (start.containsKey("since")) {
                move(channel, start.getLong("since"), start.getString("epoch", ""));
            }
            emit("subscribe", start.copy().put("channel", channel), answer -> told(answer.getBoolean("ok")
                ? new Told(channel, answer.put("type", "subscribed"))
                : Told.refused(channel, answer.getJsonObject("error").getString("type"))));
        });
    }

    @Override
    JsonObject ask(String address, String action, JsonObject body) {
        var answer = new CompletableFuture<JsonObject>();
        emit(address.substring(address.indexOf('.') + 1) + "." + action, body, answer::complete);
        var reply = answer(answer, address + " " + action);
        if (!(boolean) reply.remove("ok")) {
            throw new Refused(reply.getJsonObject("error").getString("type"));
        }
        return reply;
    }

    @Override
    void pause(boolean paused) {
        pipe.pause(paused);
    }

    @Override
    void cut() {
        pipe.cut();
        over(BROKEN);
    }

    private void emit(String name, JsonObject body, Consumer<JsonObject> answer) {
        var id = number.incrementAndGet();
        awaited.put(id, answer);
        pipe.send("2" + id + new JsonArray().add(name).add(body).encode());
    }

    private void heard(String packet) {
        int start = packet.indexOf('[');
        switch (packet.charAt(0)) {
            case '0', '1' -> { }
            case '2' -> event(new JsonArray(packet.substring(start)));
            case '3' -> awaited.remove(Integer.parseInt(packet.substring(1, start)))
                .accept(new JsonArray(packet.substring(start)).getJsonObject(0));
            case '4' -> {
                var why = new JsonObject(packet.substring(1)).getJsonObject("data").getString("type");
                over(why.equals("unauthenticated") ? 3500 : BROKEN);
            }
            default -> throw new AssertionError("no packet of Socket.IO: " + packet);
        }
    }

    private void event(JsonArray values) {
        if (values.getString(0).equals("session")) {
            var notice = values.getJsonObject(1);
            told(new Told("parley.session", notice));
            if (notice.getString("type").equals("session.closed")) {
                over(notice.getInteger("code"));
            }
            return;
        }
        var body = values.getJsonObject(2);
        told(body.getString("type").equals("unsubscribed")
            ? Told.refused(values.getString(1), body.getJsonObject("error").getString("type"))
            : new Told(values.getString(1), body));
    }
}

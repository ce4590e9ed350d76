package dev.parley.clients;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.concurrent.locks.LockSupport;
import org.json.JSONException;
import org.json.JSONObject;

/** The unmodified Java client of Socket.IO, which goes on where it was after a reconnect. */
final class JavaIo implements AutoCloseable {

    private static final long LIMIT_SECONDS = 20;

    final List<Long> seqs = new CopyOnWriteArrayList<>();
    final List<String> texts = new CopyOnWriteArrayList<>();
    final List<Boolean> recovered = new CopyOnWriteArrayList<>();
    final List<String> errors = new CopyOnWriteArrayList<>();
    final Socket socket;
    private volatile JSONObject position;

    JavaIo(String url, String token, String... transports) {
        var options = IO.Options.builder().setAuth(Map.of("token", token)).setForceNew(true)
            .setTransports(transports).setReconnectionDelay(100).setReconnectionDelayMax(500).build();
        socket = IO.socket(URI.create(url), options);
        socket.on("event", values -> heard((JSONObject) values[1]));
        socket.on(Socket.EVENT_CONNECT, values -> resume());
        socket.on(Socket.EVENT_CONNECT_ERROR, values -> errors.add(String.valueOf(values[0])));
        socket.connect();
    }

    /** The acknowledgement of an event. */
    JSONObject ask(String event, JSONObject body) {
        var answer = new CompletableFuture<JSONObject>();
        socket.emit(event, new Object[] {body}, (Ack) values -> answer.complete((JSONObject) values[0]));
        return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    JSONObject subscribe(String channel) {
        var answer = ask("subscribe", json("channel", channel, "since", 0));
        position = json("channel", channel, "since", 0, "epoch", answer.opt("epoch"));
        return answer;
    }

    private void resume() {
        if (position != null) {
            socket.emit("subscribe", new Object[] {position}, (Ack) values ->
                recovered.add(((JSONObject) values[0]).optBoolean("recovered")));
        }
    }

    private void heard(JSONObject event) {
        try {
            if (event.has("seq") && !event.getString("type").equals("subscribed")) {
                seqs.add(event.getLong("seq"));
                position = json("channel", position.get("channel"), "since", event.getLong("seq"), "epoch",
                    position.get("epoch"));
                if (event.getString("type").equals("message.posted")) {
                    texts.add(event.getJSONObject("data").getJSONObject("message").getString("text"));
                }
            }
        } catch (JSONException unexpected) {
            errors.add(unexpected.getMessage());
        }
    }

    /** An object of names and values. */
    static JSONObject json(Object... pairs) {
        try {
            var object = new JSONObject();
            for (int i = 0; i < pairs.length; i += 2) {
                object.put((String) pairs[i], pairs[i + 1]);
            }
            return object;
        } catch (JSONException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** Waits for a condition, within a limit. */
    static void until(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}

package dev.parley.abuse;

import dev.parley.client.Connection;
import dev.parley.client.Ears;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who talks in a room as everybody may: hears each event of it once and in order, or it is told.
 * Lives on the loop of its connection.
 */
final class Person implements Ears {

    private final Watch watch;
    private final String name;
    private final String channel;
    private final Map<String, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final AtomicLong asks = new AtomicLong();
    private final CompletableFuture<Long> subscribed = new CompletableFuture<>();
    private volatile long seq;
    private volatile boolean leaving;

    Person(Watch watch, String name, String room) {
        this.watch = watch;
        this.name = name;
        this.channel = "room." + room;
    }

    String name() {
        return name;
    }

    /** The last event that has been heard. */
    long seq() {
        return seq;
    }

    /** Asks for something; the answer is the body of the reply, or the whole refusal. */
    CompletableFuture<JsonObject> ask(Connection<Person> line, String address, String action,
                                      JsonObject body) {
        var reply = Long.toString(asks.incrementAndGet());
        var answer = new CompletableFuture<JsonObject>();
        asked.put(reply, answer);
        line.send(new JsonObject().put("type", "send").put("address", address).put("replyAddress", reply)
            .put("headers", new JsonObject().put("action", action)).put("body", body).encode());
        return answer;
    }

    /** Begins to hear the room, from now on. */
    CompletableFuture<Long> listen(Connection<Person> line) {
        line.send(new JsonObject().put("type", "register").put("address", channel)
            .put("headers", new JsonObject()).encode());
        return subscribed;
    }

    /** From now on the end of the connection is meant. */
    void leave() {
        leaving = true;
    }

    @Override
    public void message(ByteBuf frame, int start, int length) {
        var message = new JsonObject(frame.toString(start, length, StandardCharsets.UTF_8));
        var address = message.getString("address", "");
        var answer = asked.remove(address);
        if (answer != null) {
            answer.complete(message.getString("type").equals("rec")
                ? message.getJsonObject("body") : message);
        } else if (address.equals(channel) && message.getValue("body") instanceof JsonObject event) {
            heard(event);
        }
    }

    private void heard(JsonObject event) {
        if (event.getString("type").equals("subscribed")) {
            seq = event.getLong("seq");
            subscribed.complete(seq);
        } else if (event.containsKey("seq")) {
            if (event.getLong("seq") != seq + 1) {
                watch.fault(name + " heard " + event.getLong("seq") + " after " + seq);
            }
            seq = event.getLong("seq");
            if (event.getString("type").equals("message.posted")) {
                var text = event.getJsonObject("data").getJsonObject("message").getString("text");
                watch.arrived(System.nanoTime() - Long.parseLong(text));
            }
        }
    }

    @Override
    public void closed(boolean wasOpen, int code) {
        if (!leaving) {
            watch.fault(name + " lost the connection: " + code);
        }
        subscribed.completeExceptionally(new IllegalStateException("closed with " + code));
    }
}

package dev.parley.bench;

import dev.parley.client.Connection;
import dev.parley.client.Ears;
import dev.parley.client.FrameText;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A client that is in the room, or not, and perhaps watches who is. Lives on its connection's loop. */
final class Attendee implements Ears {

    private final String room;
    private final byte[] watched;
    private final Headcount headcount;
    private CompletableFuture<Void> answered = new CompletableFuture<>();
    private volatile int count;

    Attendee(String room, Headcount headcount) {
        this.room = "room." + room;
        this.watched = ("{\"type\":\"rec\",\"address\":\"presence.room." + room + "\",")
            .getBytes(StandardCharsets.UTF_8);
        this.headcount = headcount;
    }

    /** Enters the room; completes when the server has answered. */
    CompletableFuture<Void> enter(Connection<Attendee> connection) {
        answered = new CompletableFuture<>();
        connection.send("{\"type\":\"register\",\"address\":\"" + room + "\"}");
        return answered;
    }

    /** Leaves it, which nobody answers. */
    void leave(Connection<Attendee> connection) {
        connection.send("{\"type\":\"unregister\",\"address\":\"" + room + "\"}");
    }

    /** Wants to know from now on who is there. */
    void watch(Connection<Attendee> connection) {
        headcount.watcher(this);
        connection.send("{\"type\":\"register\",\"address\":\"presence." + room + "\"}");
    }

    /** How many it was told last that there are. */
    int count() {
        return count;
    }

    @Override
    public void message(ByteBuf frame, int start, int length) {
        int end = start + length;
        if (FrameText.matches(frame, start, end, watched)) {
            told(frame, start, end);
            return;
        }
        var told = new JsonObject(frame.toString(start, length, StandardCharsets.UTF_8));
        if (told.getString("type").equals("err")) {
            headcount.refused(told.getString("message"));
            answered.completeExceptionally(new IllegalStateException(told.getString("message")));
        } else if (told.getString("address", "").equals(room)) {
            answered.complete(null);
        }
    }

    private void told(ByteBuf frame, int start, int end) {
        var data = new JsonObject(frame.toString(start, end - start, StandardCharsets.UTF_8))
            .getJsonObject("body").getJsonObject("data");
        if (data != null) {
            count = data.getInteger("count", count);
            headcount.told(end - start);
        }
    }

    @Override
    public void closed(boolean wasOpen, int code) {
        headcount.closed();
        answered.completeExceptionally(new IllegalStateException("the connection was closed"));
    }
}

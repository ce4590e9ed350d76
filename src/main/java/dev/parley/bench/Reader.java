package dev.parley.bench;

import dev.parley.client.Ears;
import dev.parley.client.FrameText;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What a client makes of its frames: publications of its room are counted, answers go to who asked. Lives
 * on its connection's loop.
 */
final class Reader implements Ears {

    private final Room room;
    private final Tally tally;
    private final Scoreboard board;
    private final Cursor cursor = new Cursor();
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final Map<String, CompletableFuture<JsonObject>> asked = new HashMap<>();
    private Consumer<String> voice = text -> { };
    private int arrivedWithThisRead;
    private boolean leaving;

    Reader(Room room, Tally tally, Scoreboard board) {
        this.room = room;
        this.tally = tally;
        this.board = board;
    }

    Room room() {
        return room;
    }

    Cursor cursor() {
        return cursor;
    }

    /** How it answers when it is asked for a sign of life. */
    void speaks(Consumer<String> frames) {
        voice = frames;
    }

    /** Completes when the greeting was answered. */
    CompletableFuture<Void> greeted() {
        return greeted;
    }

    /** Completes with the server's answer, or else with the first publication. */
    CompletableFuture<Void> subscribed() {
        return subscribed;
    }

    /** Who waits for the answer at this address; the future fails with the refusal's sentence. */
    CompletableFuture<JsonObject> answerAt(String address) {
        return asked.computeIfAbsent(address, ignored -> new CompletableFuture<>());
    }

    /** From now on a closed connection is no fault. */
    void leave() {
        leaving = true;
    }

    @Override
    public void message(ByteBuf frame, int start, int length) {
        int end = start + length;
        var prefix = room.eventStart();
        if (FrameText.matches(frame, start, end, prefix)) {
            publication(frame, start + prefix.length, end, length);
        } else {
            other(frame.toString(start, length, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void readComplete() {
        if (arrivedWithThisRead > 0) {
            tally.read();
            board.received(arrivedWithThisRead);
            arrivedWithThisRead = 0;
        }
    }

    @Override
    public void closed(boolean wasOpen, int code) {
        if (wasOpen && !leaving) {
            tally.closed();
        }
        var gone = new IllegalStateException("the connection was closed");
        greeted.completeExceptionally(gone);
        subscribed.completeExceptionally(gone);
        asked.values().forEach(waiting -> waiting.completeExceptionally(gone));
        asked.clear();
    }

    private void publication(ByteBuf frame, int at, int end, int length) {
        long seq = FrameText.number(frame, at, end);
        int digits = Long.toString(seq).length();
        boolean posted = FrameText.matches(frame, at + digits, end, room.afterNumber());
        int id = posted ? tally.text().id(frame, at, end) : FrameText.NOWHERE;
        if (!cursor.begun()) {
            subscribed.complete(null);
        }
        var arrival = cursor.accept(seq, id == FrameText.NOWHERE ? 0 : FrameText.hash(frame, id, end));
        if (!posted) {
            return;
        }
        tally.arrived(arrival, length);
        if (arrival != Cursor.Arrival.DUPLICATE) {
            arrivedWithThisRead++;
            int text = tally.text().text(frame, at, end);
            long intended = text == FrameText.NOWHERE ? 0 : FrameText.number(frame, text, end);
            if (intended > 0 && board.measures(intended)) {
                tally.latency(System.nanoTime() - intended);
            }
        }
    }

    private void other(String text) {
        try {
            switch (room.dialect().read(text)) {
                case Heard.Answered(var name, var body) -> answered(name, body);
                case Heard.Refused(var name, var why) -> refused(name, why);
                case Heard.Greeted greeted -> this.greeted.complete(null);
                case Heard.Pinged(var answer) -> voice.accept(answer);
                case Heard.Nothing nothing -> { }
            }
        } catch (DecodeException | ClassCastException fault) {
            tally.refused();
        }
    }

    private void answered(String name, JsonObject body) {
        var waiting = asked.remove(name);
        if (waiting != null) {
            waiting.complete(body);
        } else if (name.equals(room.dialect().subscribedAt(room))) {
            cursor.begin(body.getLong("seq", 0L));
            subscribed.complete(null);
        }
    }

    private void refused(String name, String why) {
        var waiting = asked.remove(name);
        var refusal = new IllegalStateException(why);
        if (waiting != null) {
            waiting.completeExceptionally(refusal);
        } else {
            tally.refused();
            if (name.equals(room.dialect().subscribedAt(room))) {
                subscribed.completeExceptionally(refusal);
            }
        }
    }
}

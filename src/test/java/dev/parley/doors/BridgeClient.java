package dev.parley.doors;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The frames of the event-bus bridge above any pipe. */
final class BridgeClient extends Client {

    private static final ScheduledExecutorService CLOCK =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private static final long PING_SECONDS = 2;

    private final Map<String, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Pipe pipe;
    private final ScheduledFuture<?> pings;

    BridgeClient(Function<Pipe.Ear, Pipe> pipes) {
        pipe = pipes.apply(new Pipe.Ear(text -> heard(new JsonObject(text)), this::over));
        pings = CLOCK.scheduleAtFixedRate(() -> pipe.send("{\"type\":\"ping\"}"), PING_SECONDS, PING_SECONDS,
            TimeUnit.SECONDS);
    }

    @Override
    void subscribe(Map<String, JsonObject> starts) {
        starts.forEach((channel, start) -> {
            if (start.containsKey("since")) {
                move(channel, start.getLong("since"), start.getString("epoch", ""));
            }
            pipe.send(new JsonObject().put("type", "register").put("address", channel)
                .put("headers", start).encode());
        });
    }

    @Override
    JsonObject ask(String address, String action, JsonObject body) {
        var reply = "r" + number.incrementAndGet();
        var answer = new CompletableFuture<JsonObject>();
        asked.put(reply, answer);
        pipe.send(new JsonObject().put("type", "send").put("address", address).put("replyAddress", reply)
            .put("headers", new JsonObject().put("action", action)).put("body", body).encode());
        return answer(answer, address + " " + action);
    }

    @Override
    void pause(boolean paused) {
        pipe.pause(paused);
    }

    @Override
    void cut() {
        pings.cancel(false);
        pipe.cut();
        over(BROKEN);
    }

    private void heard(JsonObject frame) {
        var address = frame.getString("address", "");
        var answer = asked.remove(address);
        switch (frame.getString("type")) {
            case "rec" -> {
                if (answer != null) {
                    answer.complete(frame.getJsonObject("body"));
                } else {
                    told(new Told(address, frame.getJsonObject("body")));
                }
            }
            case "err" -> {
                if (answer != null) {
                    answer.completeExceptionally(new Refused(frame.getString("failureType")));
                } else {
                    told(Told.refused(address, frame.getString("failureType")));
                }
            }
            default -> {
                if (!frame.getString("type").equals("pong")) {
                    throw new AssertionError("no frame of the bridge: " + frame);
                }
            }
        }
    }
}

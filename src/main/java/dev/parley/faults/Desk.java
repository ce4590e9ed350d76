package dev.parley.faults;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A client that asks one command after another and waits for each answer. */
final class Desk implements Link.Ears, AutoCloseable {

    private static final int TRIES = 40;
    private static final int PAGE = 200;

    private final Context context;
    private final Link link;
    private final Promise<Void> open = Promise.promise();
    private final Map<String, Promise<JsonObject>> waiting = new HashMap<>();
    private int next;

    Desk(Context context, WebSocketClient client, Link.Route route) {
        this.context = context;
        this.link = new Link(context, client, route, this);
        link.start();
        await(open.future());
    }

    /** The reply; asks again for as long as it is refused as unavailable. Blocks. */
    JsonObject ask(String address, String action, JsonObject body) {
        for (int i = 0; i < TRIES; i++) {
            try {
                return await(once(address, action, body));
            } catch (IllegalStateException refused) {
                if (i == TRIES - 1 || !refused.getMessage().contains("\"failureCode\":50")) {
                    throw refused;
                }
                Ground.pause(250);
            }
        }
        throw new IllegalStateException("never");
    }

    private Future<JsonObject> once(String address, String action, JsonObject body) {
        Promise<JsonObject> reply = Promise.promise();
        context.runOnContext(ask -> {
            var id = "desk-" + next++;
            waiting.put(id, reply);
            link.send(new JsonObject().put("type", "send").put("address", address).put("replyAddress", id)
                .put("headers", new JsonObject().put("action", action)).put("body", body));
        });
        return reply.future();
    }

    /** All messages of a room, from the first. */
    List<Reader.Heard> history(String room) {
        var all = new ArrayList<Reader.Heard>();
        long after = 0;
        while (true) {
            var page = ask("parley.messages", "history",
                new JsonObject().put("room", room).put("after", after).put("limit", PAGE));
            var messages = page.getJsonArray("messages");
            for (int i = 0; i < messages.size(); i++) {
                var message = messages.getJsonObject(i);
                after = message.getLong("seq");
                all.add(new Reader.Heard(after, message.getString("id"), message.getString("text")));
            }
            if (!page.getBoolean("more")) {
                return all;
            }
        }
    }

    /** All that a live channel keeps, from the first. */
    List<JsonObject> publications(String channel) {
        var all = new ArrayList<JsonObject>();
        long after = 0;
        while (true) {
            var page = ask("parley.live", "history",
                new JsonObject().put("channel", channel).put("after", after).put("limit", PAGE));
            for (var publication : page.getJsonArray("publications")) {
                all.add((JsonObject) publication);
                after = all.getLast().getLong("seq");
            }
            if (!page.getBoolean("more")) {
                return all;
            }
        }
    }

    /** Who is in a channel, as the node of this desk knows it. */
    Set<String> who(String channel) {
        return ask("parley.presence", "who", new JsonObject().put("channel", channel)).getJsonArray("users")
            .stream().map(entry -> ((JsonObject) entry).getString("user")).collect(Collectors.toSet());
    }

    @Override
    public void opened() {
        open.tryComplete();
        waiting.values().forEach(lost -> lost.tryFail(new IllegalStateException("{\"failureCode\":503}")));
        waiting.clear();
    }

    @Override
    public void heard(JsonObject frame) {
        var reply = waiting.remove(frame.getString("address", ""));
        if (reply != null && frame.getString("type").equals("rec")) {
            reply.complete(frame.getJsonObject("body"));
        } else if (reply != null) {
            reply.fail(new IllegalStateException(frame.encode()));
        }
    }

    @Override
    public void close() {
        context.runOnContext(close -> link.stop());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause().getMessage(), fault.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new IllegalStateException("no answer", late);
        }
    }
}

package dev.parley.faults;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * A client that keeps a live state up to date: it takes the state with each subscribe, or goes on from where
 * it was and compares what it made of the publications with the state that comes beside them.
 */
final class Mirror implements Link.Ears {

    private static final Set<Integer> PASSING = Set.of(429, 503, 504);
    private static final int AGAIN_MS = 300;

    private final String name;
    private final String channel;
    private final boolean resumes;
    private final Findings findings;
    private final Context context;
    private final Link link;
    private volatile long position = -1;
    private JsonObject state = new JsonObject();
    private JsonObject told = new JsonObject();
    private long toldAt = -1;
    private String epoch = "";
    private int connection;

    /** @param resumes whether it goes on from where it was, or begins anew after each loss */
    Mirror(String name, Context context, WebSocketClient client, Link.Route route, Book book,
           boolean resumes) {
        this.name = name;
        this.channel = book.channel();
        this.resumes = resumes;
        this.findings = route.findings();
        this.context = context;
        this.link = new Link(context, client, route, this);
    }

    void start() {
        link.start();
    }

    void close() {
        context.runOnContext(close -> link.stop());
    }

    String name() {
        return name;
    }

    String channel() {
        return channel;
    }

    /** The last seq that it has; -1 before it has any. */
    long position() {
        return position;
    }

    /** On the clients' context. */
    JsonObject state() {
        return state;
    }

    @Override
    public void opened() {
        connection++;
        register();
    }

    private void register() {
        var headers = new JsonObject().put("state", true);
        if (resumes && position >= 0) {
            headers.put("since", position).put("epoch", epoch);
        }
        link.send(new JsonObject().put("type", "register").put("address", channel).put("headers", headers));
    }

    @Override
    public void heard(JsonObject frame) {
        if (!channel.equals(frame.getString("address"))) {
            return;
        }
        if (frame.getString("type").equals("err")) {
            refused(frame);
        } else if (frame.getJsonObject("body").getString("type").equals("subscribed")) {
            subscribed(frame.getJsonObject("body"));
        } else {
            publication(frame.getJsonObject("body"));
        }
    }

    private void refused(JsonObject frame) {
        if (PASSING.contains(frame.getInteger("failureCode"))) {
            int mine = connection;
            context.owner().setTimer(AGAIN_MS, again -> {
                if (mine == connection) {
                    register();
                }
            });
        } else {
            findings.broken(name + " may not follow: " + frame.encode());
        }
    }

    private void subscribed(JsonObject body) {
        epoch = body.getString("epoch");
        told = body.getJsonObject("state");
        toldAt = body.getLong("seq");
        if (body.getBoolean("recovered", false)) {
            compare();
            return;
        }
        if (resumes && position >= 0) {
            findings.broken(name + " at " + position + " was not recovered: seq " + toldAt);
        }
        state = told.copy();
        position = toldAt;
    }

    private void publication(JsonObject body) {
        long seq = body.getLong("seq");
        if (seq != position + 1) {
            findings.broken(name + " had " + position + " and then heard " + seq);
        }
        position = seq;
        for (var each : body.getJsonObject("data").getJsonArray("changes")) {
            var change = (JsonObject) each;
            if (change.getBoolean("removed", false)) {
                state.remove(change.getString("key"));
            } else {
                state.put(change.getString("key"), change.getValue("value"));
            }
        }
        compare();
    }

    private void compare() {
        if (position == toldAt && !state.equals(told)) {
            findings.broken(name + " has another state at " + position + " than it was told");
        }
    }
}

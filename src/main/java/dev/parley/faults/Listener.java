package dev.parley.faults;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A client that follows one live channel from its beginning, and keeps the rows that it is told of. */
final class Listener implements Link.Ears {

    private static final Set<Integer> PASSING = Set.of(429, 503, 504);
    private static final int AGAIN_MS = 300;

    private final String name;
    private final String channel;
    private final Findings findings;
    private final Context context;
    private final Link link;
    private final List<JsonObject> rows = Collections.synchronizedList(new ArrayList<>());
    private volatile long position;
    private String epoch;
    private int connection;

    Listener(String name, String channel, Context context, WebSocketClient client, Link.Route route) {
        this.name = name;
        this.channel = channel;
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

    /** The last seq that it has. */
    long position() {
        return position;
    }

    /** What it was told of, in the order of hearing. */
    List<JsonObject> rows() {
        return rows;
    }

    @Override
    public void opened() {
        connection++;
        register();
    }

    private void register() {
        var headers = new JsonObject().put("since", position);
        if (epoch != null) {
            headers.put("epoch", epoch);
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
            return;
        }
        var body = frame.getJsonObject("body");
        if (body.getString("type").equals("subscribed")) {
            subscribed(body);
        } else {
            event(body);
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
        if (!body.getBoolean("recovered", false)) {
            findings.broken(name + " at " + position + " was not recovered: " + body.encode());
            position = body.getLong("seq");
        }
        epoch = body.getString("epoch");
    }

    private void event(JsonObject body) {
        long seq = body.getLong("seq");
        if (seq != position + 1) {
            findings.broken(name + " had " + position + " and then heard " + seq);
        }
        rows.add(body.getJsonObject("data").getJsonObject("row"));
        position = seq;
    }
}

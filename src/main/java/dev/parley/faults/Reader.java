package dev.parley.faults;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A client that follows one channel from its beginning, resumes wherever it comes to, and notes it all. */
final class Reader implements Link.Ears {

    private static final Set<Integer> PASSING = Set.of(429, 503, 504);
    private static final int AGAIN_MS = 300;

    private final String name;
    private final String channel;
    private final Ledger ledger;
    private final Findings findings;
    private final Context context;
    private final Link link;
    private final List<Heard> messages = new ArrayList<>();
    private volatile long position;
    private volatile int count;
    private volatile boolean forgetful;
    private String epoch;
    private int connection;

    Reader(String name, Context context, WebSocketClient client, Link.Route route, Ledger ledger) {
        this.name = name;
        this.channel = ledger.place().channel();
        this.ledger = ledger;
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

    String room() {
        return ledger.room();
    }

    /** How many messages it heard. */
    int count() {
        return count;
    }

    /** The last seq that it has. */
    long position() {
        return position;
    }

    /** Once, it may be told that the log is another one now; what it heard before is forgotten then. */
    void mayForget() {
        forgetful = true;
    }

    /** Whether it still waits to be told so. */
    boolean remembers() {
        return forgetful;
    }

    /** The messages heard, in the order of hearing. */
    List<Heard> messages() {
        return messages;
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
        } else if (body.containsKey("seq")) {
            publication(body);
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
        if (!body.getBoolean("recovered", false) && forgetful) {
            forgetful = false;
            messages.clear();
            position = body.getLong("seq");
        } else if (!body.getBoolean("recovered", false)) {
            findings.broken(name + " at " + position + " was not recovered: " + body.encode());
            position = body.getLong("seq");
        }
        epoch = body.getString("epoch");
    }

    private void publication(JsonObject body) {
        long seq = body.getLong("seq");
        if (seq != position + 1) {
            findings.broken(name + " had " + position + " and then heard " + seq);
        }
        position = seq;
        ledger.place().heard(body).ifPresent(message -> {
            messages.add(message);
            count = messages.size();
            ledger.delivered(message.id());
        });
    }

    /** A message as a reader heard it. */
    record Heard(long seq, String id, String text) {
    }
}

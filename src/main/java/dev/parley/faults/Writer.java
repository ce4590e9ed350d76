package dev.parley.faults;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A client that posts numbered messages and repeats each with its id until it is acknowledged. */
final class Writer implements Link.Ears {

    private static final Set<Integer> PASSING = Set.of(429, 503, 504);
    private static final int ANSWER_MS_MAX = 8000;
    private static final int SWEEP_MS = 500;

    private final String name;
    private final Ledger ledger;
    private final Findings findings;
    private final Pace pace;
    private final Link link;
    private final Context context;
    private final Map<String, Long> unanswered = new LinkedHashMap<>();
    private int next;
    private boolean stopped;

    Writer(String name, Context context, WebSocketClient client, Link.Route route, Ledger ledger, Pace pace) {
        this.name = name;
        this.ledger = ledger;
        this.findings = route.findings();
        this.pace = pace;
        this.context = context;
        this.link = new Link(context, client, route, this);
    }

    void start() {
        link.start();
        context.runOnContext(start -> {
            context.owner().setPeriodic(pace.everyMs(), tick -> more());
            context.owner().setPeriodic(SWEEP_MS, tick -> sweep());
        });
    }

    /** Begins no new post; those under way are repeated until they are answered. */
    void stop() {
        context.runOnContext(stop -> stopped = true);
    }

    void close() {
        context.runOnContext(close -> link.stop());
    }

    @Override
    public void opened() {
        unanswered.keySet().forEach(this::post);
    }

    private void more() {
        if (!stopped && unanswered.size() < pace.underWayMax()) {
            var id = name + "-" + next++;
            unanswered.put(id, 0L);
            ledger.sent(id);
            post(id);
        }
    }

    private void post(String id) {
        if (unanswered.replace(id, System.currentTimeMillis()) != 0) {
            findings.repeated.incrementAndGet();
        }
        link.send(ledger.place().saying(id).put("replyAddress", id));
    }

    private void sweep() {
        long now = System.currentTimeMillis();
        unanswered.keySet().stream().filter(id -> now - unanswered.get(id) > ANSWER_MS_MAX).toList()
            .forEach(this::post);
    }

    @Override
    public void heard(JsonObject frame) {
        var id = frame.getString("address", "");
        if (!unanswered.containsKey(id)) {
            return;
        }
        if (frame.getString("type").equals("rec")) {
            unanswered.remove(id);
            ledger.acked(id, frame.getJsonObject("body").getLong("seq"));
        } else if (PASSING.contains(frame.getInteger("failureCode"))) {
            findings.refused(frame.getInteger("failureCode"));
            var told = frame.getJsonObject("data", new JsonObject()).getLong("retryAfterMs", 200L);
            context.owner().setTimer(Math.clamp(told, 1, 2000), again -> {
                if (unanswered.containsKey(id)) {
                    post(id);
                }
            });
        } else {
            unanswered.remove(id);
            findings.broken("the post of " + id + " was refused: " + frame.encode());
        }
    }

    /** How fast a writer goes. */
    record Pace(int everyMs, int underWayMax) {
    }
}

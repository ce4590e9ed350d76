package dev.parley.faults;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A client that changes a live state at random, and repeats each change with its id until it is answered. */
final class Changer implements Link.Ears {

    private static final Set<Integer> PASSING = Set.of(429, 503, 504);
    private static final int CONFLICT = 409;
    private static final int ANSWER_MS_MAX = 8000;
    private static final int SWEEP_MS = 500;
    private static final int OPS_MAX = 4;
    private static final int KEYS = 6;
    private static final int GUESTS = 20;

    private final String name;
    private final Book book;
    private final Findings findings;
    private final RandomGenerator random;
    private final Writer.Pace pace;
    private final Link link;
    private final Context context;
    private final Map<String, Long> unanswered = new LinkedHashMap<>();
    private final Map<String, JsonArray> ops = new LinkedHashMap<>();
    private int next;
    private boolean stopped;

    Changer(String name, Context context, WebSocketClient client, Link.Route route, Book book,
            Writer.Pace pace) {
        this.name = name;
        this.book = book;
        this.findings = route.findings();
        this.random = route.random();
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

    /** Begins no new change; those under way are repeated until they are answered. */
    void stop() {
        context.runOnContext(stop -> stopped = true);
    }

    void close() {
        context.runOnContext(close -> link.stop());
    }

    @Override
    public void opened() {
        unanswered.keySet().forEach(this::send);
    }

    private void more() {
        if (!stopped && unanswered.size() < pace.underWayMax()) {
            var id = name + "-" + next++;
            unanswered.put(id, 0L);
            ops.put(id, randomOps());
            book.asked(id, ops.get(id));
            send(id);
        }
    }

    private JsonArray randomOps() {
        var made = new JsonArray();
        for (int i = random.nextInt(1, OPS_MAX + 1); i > 0; i--) {
            made.add(switch (random.nextInt(6)) {
                case 0 -> op("set", new JsonObject().put("key", key()).put("value", random.nextInt(9)));
                case 1 -> op("remove", new JsonObject().put("key", key()));
                case 2 -> add(key(), random.nextInt(-3, 4), -5, 5);
                case 3 -> add("seats", random.nextInt(3) - 1, 0, Book.SEATS);
                case 4 -> op("insert", guest());
                default -> op("discard", guest());
            });
        }
        return made;
    }

    /** Some expect a version, few of them the right one. */
    private JsonObject op(String word, JsonObject op) {
        if (random.nextInt(8) == 0) {
            op.put("ifVersion", random.nextInt(4));
        }
        return new JsonObject().put(word, op);
    }

    private JsonObject add(String key, int by, int min, int max) {
        return op("add", new JsonObject().put("key", key).put("by", by).put("min", min).put("max", max));
    }

    private JsonObject guest() {
        return new JsonObject().put("key", "guests").put("value", "g" + random.nextInt(GUESTS));
    }

    private String key() {
        return "k" + random.nextInt(KEYS);
    }

    private void send(String id) {
        if (unanswered.replace(id, System.currentTimeMillis()) != 0) {
            findings.repeated.incrementAndGet();
        }
        link.send(new JsonObject().put("type", "send").put("address", "parley.live").put("replyAddress", id)
            .put("headers", new JsonObject().put("action", "change")).put("body", new JsonObject()
                .put("channel", book.channel()).put("id", id).put("ops", ops.get(id))));
    }

    private void sweep() {
        long now = System.currentTimeMillis();
        unanswered.keySet().stream().filter(id -> now - unanswered.get(id) > ANSWER_MS_MAX).toList()
            .forEach(this::send);
    }

    @Override
    public void heard(JsonObject frame) {
        var id = frame.getString("address", "");
        if (!unanswered.containsKey(id)) {
            return;
        }
        var failure = frame.getInteger("failureCode", 0);
        if (PASSING.contains(failure)) {
            findings.refused(failure);
            var told = frame.getJsonObject("data", new JsonObject()).getLong("retryAfterMs", 200L);
            context.owner().setTimer(Math.clamp(told, 1, 2000), again -> {
                if (unanswered.containsKey(id)) {
                    send(id);
                }
            });
            return;
        }
        unanswered.remove(id);
        ops.remove(id);
        if (frame.getString("type").equals("rec")) {
            book.acked(id, frame.getJsonObject("body").getLong("seq"));
        } else if (failure == CONFLICT) {
            book.refused(id);
        } else {
            findings.broken("the change " + id + " was refused: " + frame.encode());
        }
    }
}

package dev.parley.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The changes that were asked for of one live state, and what their authors were answered. Any thread. */
final class Book {

    /** What the seats are bounded by. */
    static final int SEATS = 50;

    private final String channel;
    private final Findings findings;
    private final Map<String, JsonArray> asked = new ConcurrentHashMap<>();
    private final Map<String, Long> acked = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();

    Book(String channel, Findings findings) {
        this.channel = channel;
        this.findings = findings;
    }

    String channel() {
        return channel;
    }

    void asked(String id, JsonArray ops) {
        asked.put(id, ops);
        open.incrementAndGet();
    }

    void acked(String id, long seq) {
        acked.put(id, seq);
        open.decrementAndGet();
    }

    void refused(String id) {
        refused.add(id);
        open.decrementAndGet();
    }

    /** Changes without an answer so far. */
    int open() {
        return open.get();
    }

    /** Changes that were carried out. */
    int count() {
        return acked.size();
    }

    int refusals() {
        return refused.size();
    }

    /** Compares the log with what was asked and answered; what the state must be. */
    JsonObject prove(List<JsonObject> log) {
        var judge = new Judge();
        var seqs = new HashMap<String, Long>();
        for (var publication : log) {
            var id = publication.getString("id");
            if (seqs.put(id, publication.getLong("seq")) != null) {
                findings.broken(id + " is in the log of " + channel + " twice");
            }
            var told = publication.getJsonObject("data").getJsonArray("changes");
            var right = judge.change(asked.getOrDefault(id, new JsonArray()));
            if (right.isEmpty() || !right.get().equals(told)) {
                findings.broken(id + " told " + told.encode() + ", by the book "
                    + right.map(JsonArray::encode).orElse("it is refused") + ": " + asked.get(id));
            }
            if (judge.state().getInteger("seats", 0) > SEATS || judge.state().getInteger("seats", 0) < 0) {
                findings.broken("after " + id + " there are " + judge.state().getInteger("seats") + " seats");
            }
        }
        if (!seqs.equals(acked)) {
            findings.broken(channel + " has " + seqs.size() + " changes, acknowledged: " + acked.size()
                + ", or under other seqs");
        }
        return judge.state();
    }
}

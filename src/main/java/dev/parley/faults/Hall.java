package dev.parley.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A room of a swarm: how its frames begin, and what was posted into it. Any thread. */
final class Hall {

    private final String id;
    private final byte[] prefix;
    private final Findings findings;
    private final Map<String, Long> acked = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    Hall(String id, Findings findings) {
        this.id = id;
        this.findings = findings;
        this.prefix = ("{\"type\":\"rec\",\"address\":\"" + channel() + "\",\"body\":{\"seq\":")
            .getBytes(StandardCharsets.UTF_8);
    }

    String id() {
        return id;
    }

    String channel() {
        return "room." + id;
    }

    /** The beginning of each frame with a publication, up to its number. */
    byte[] prefix() {
        return prefix;
    }

    void posting() {
        open.incrementAndGet();
    }

    void acked(String message, long seq) {
        var former = acked.putIfAbsent(message, seq);
        if (former == null) {
            open.decrementAndGet();
        } else if (former != seq) {
            findings.broken(message + " was acknowledged with seq " + former + " and then with " + seq);
        }
    }

    /** Posts without an answer so far. */
    int open() {
        return open.get();
    }

    int count() {
        return acked.size();
    }

    /** Compares what was acknowledged with the history; the number of its last message. */
    long prove(List<Reader.Heard> history) {
        var known = Set.copyOf(history.stream().map(Reader.Heard::id).toList());
        if (known.size() != history.size()) {
            findings.broken("a message is twice in the history of " + id);
        }
        if (history.size() != acked.size()) {
            findings.broken(id + " has " + history.size() + " messages, acknowledged: " + acked.size());
        }
        for (var message : history) {
            if (!Long.valueOf(message.seq()).equals(acked.get(message.id()))) {
                findings.broken(message.id() + " is " + message.seq() + " in history, acknowledged as "
                    + acked.get(message.id()));
            }
        }
        return history.isEmpty() ? 0 : history.getLast().seq();
    }
}

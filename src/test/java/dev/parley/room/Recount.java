package dev.parley.room;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What is unread by whom in a room, counted one by one from what the log tells of it and from how far people
 * said that they have read.
 */
final class Recount {

    /** What one member has before him. */
    record Count(long read, long unread, long mentions) {
    }

    /** A message that was not deleted. */
    private record Message(long seq, Set<String> mentions) {
    }

    private final Map<String, Message> messages = new HashMap<>();
    private final Map<String, Long> inside = new TreeMap<>();
    private final Map<String, Long> read = new ConcurrentHashMap<>();

    /** Somebody's reading that the server acknowledged; while he was a member, from any thread. */
    void read(String user, long seq) {
        read.merge(user, seq, Math::max);
    }

    /** Counts anew from the whole log of the room. */
    Map<String, Count> count(List<JsonObject> log) {
        messages.clear();
        inside.clear();
        log.forEach(this::apply);
        var counts = new TreeMap<String, Count>();
        inside.forEach((user, since) ->
            counts.put(user, count(user, Math.max(since, read.getOrDefault(user, 0L)))));
        return counts;
    }

    private Count count(String user, long read) {
        var unread = messages.values().stream().filter(message -> message.seq() > read).toList();
        return new Count(read, unread.size(),
            unread.stream().filter(message -> message.mentions().contains(user)).count());
    }

    private void apply(JsonObject event) {
        var data = event.getJsonObject("data");
        long seq = event.getLong("seq");
        switch (event.getString("type")) {
            case "message.posted" -> {
                keep(data.getJsonObject("message"));
                inside.merge(event.getString("by"), seq, Math::max);
            }
            case "message.edited" -> keep(data.getJsonObject("message"));
            case "message.deleted" -> messages.remove(data.getString("id"));
            case "member.joined" -> inside.put(data.getJsonObject("member").getString("user"), seq);
            case "member.left" -> inside.remove(data.getJsonObject("member").getString("user"));
            default -> {
                // Changes nothing about what is unread.
            }
        }
    }

    private void keep(JsonObject message) {
        if (!message.getBoolean("deleted", false)) {
            messages.put(message.getString("id"), new Message(message.getLong("seq"),
                message.getJsonArray("mentions").stream().map(String.class::cast)
                    .collect(Collectors.toCollection(TreeSet::new))));
        }
    }
}

package dev.parley.room;

import dev.parley.protocol.Caller;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who types in which room, of all nodes: each node tells the others who begins and stops, works out the lists
 * by itself, and tells its own subscribers. An entry ends by itself, by a stop, or by its author's message.
 */
final class Typing {

    /** Where nodes tell one another who types; no client can subscribe it. */
    static final String CHANNEL = "parley.typing";

    static final String TYPE = "typing";
    private static final int SHOWN_MAX = 5;

    private final Typists typists;
    private final Signals others;
    private final Signals told;
    private final Clock clock;
    private final int membersMax;
    private final long lastsMs;
    private final Map<String, Map<String, Long>> rooms = new HashMap<>();
    private final Map<List<String>, Long> asked = new HashMap<>();
    private long count;

    /** @param told tells the subscribers of this node */
    Typing(EarParts parts, Typists typists, Signals told) {
        this.typists = typists;
        this.others = new Signals(parts.bell(), parts.clock());
        this.told = told;
        this.clock = parts.clock();
        this.membersMax = parts.settings().typingMax();
        this.lastsMs = parts.settings().typingMs();
    }

    /** A stop overtakes a start whose right is still being looked up. */
    Future<String> ask(Caller caller, TypingCommand command) {
        var key = List.of(command.room(), caller.user());
        var number = ++count;
        asked.put(key, number);
        return typists.members(command.room(), caller.user()).map(members -> {
            if (number == asked.getOrDefault(key, 0L) && members <= membersMax) {
                others.ring(CHANNEL, TYPE, "", new JsonObject().put("room", command.room())
                    .put("user", caller.user()).put("on", command.on()));
            }
            return "{}";
        }).eventually(() -> {
            asked.remove(key, number);
            return Future.succeededFuture();
        });
    }

    boolean cares(String channel) {
        return channel.equals(CHANNEL) || rooms.containsKey(channel);
    }

    void hear(Event event) {
        if (event.channel().equals(CHANNEL)) {
            var data = new JsonObject(event.json()).getJsonObject("data");
            moved(Channels.room(data.getString("room")), data.getString("user"), data.getBoolean("on"));
        } else if (EarVerticle.ofMessage(event, "message.posted")) {
            moved(event.channel(), new JsonObject(event.json()).getString("by"), false);
        } else if (event instanceof Publication gone && gone.type().equals("member.left")) {
            moved(event.channel(), gone.subject(), false);
        }
    }

    private void moved(String channel, String user, boolean on) {
        var list = rooms.computeIfAbsent(channel, absent -> new LinkedHashMap<>());
        var before = on ? list.put(user, clock.millis() + lastsMs) : list.remove(user);
        if ((before == null) == on) {
            tell(channel, list);
        }
        if (list.isEmpty()) {
            rooms.remove(channel);
        }
    }

    /** Ends what nobody has renewed. */
    void tick() {
        var now = clock.millis();
        rooms.entrySet().removeIf(entry -> {
            if (entry.getValue().values().removeIf(until -> until <= now)) {
                tell(entry.getKey(), entry.getValue());
            }
            return entry.getValue().isEmpty();
        });
    }

    /** The list of a room in which somebody types. */
    Optional<Signal> present(String channel) {
        return Optional.ofNullable(rooms.get(channel)).map(list -> told.of(channel, TYPE, TYPE, shown(list)));
    }

    private void tell(String channel, Map<String, Long> list) {
        told.ring(channel, TYPE, TYPE, shown(list));
    }

    private static JsonObject shown(Map<String, Long> list) {
        return new JsonObject()
            .put("users", new JsonArray(list.keySet().stream().limit(SHOWN_MAX).toList()))
            .put("more", Math.max(0, list.size() - SHOWN_MAX));
    }
}

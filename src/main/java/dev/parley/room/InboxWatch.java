package dev.parley.room;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Matter;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Event;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is unread in the rooms that people of this node look at: when something happens in one, it is counted
 * for all of them in one question, at most once per interval and room, and each is told on his own channel.
 */
final class InboxWatch {

    static final long INTERVAL_MS = 1_000;

    private static final int RECENT_MAX = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);

    private final Vertx vertx;
    private final Persistence persistence;
    private final Signals told;
    private final Watchers watchers;
    private final Recent recent = new Recent(RECENT_MAX);

    /** Rooms told of within the last interval, each with what has changed since. */
    private final Map<String, Changed> changed = new HashMap<>();

    /** For whom something has changed: for all who watch the room, or for some. */
    private static final class Changed {
        private final Set<String> users = new HashSet<>();
        private boolean all;
    }

    /** @param told tells the subscribers of this node */
    InboxWatch(Vertx vertx, EarParts parts, Signals told) {
        this.vertx = vertx;
        this.persistence = parts.persistence();
        this.told = told;
        this.watchers = new Watchers(parts.settings().inboxWatchMax(), parts.settings().inboxUsersMax());
    }

    void watch(Heed.Watch watch) {
        if (watch.anew() || watchers.watches(watch.user())) {
            watchers.add(watch.user(), watch.rooms());
            tellOverlooked(watch);
        }
    }

    /** What came after the user's look at the store and before this node knew of it. */
    private void tellOverlooked(Heed.Watch watch) {
        var heard = recent.since(watch.since());
        var own = heard.isEmpty() || heard.get().contains(Channels.user(watch.user()));
        watch.rooms().stream().map(Channels::room).filter(room -> own || heard.get().contains(room))
            .forEach(room -> changed(room).users.add(watch.user()));
    }

    /** Something is told of a channel: notes it, and says whether anybody cares what. */
    boolean passes(String channel) {
        recent.note(channel, System.nanoTime());
        return cares(channel);
    }

    boolean cares(String channel) {
        return channel.startsWith(Channels.ROOM) ? watchers.watched(channel)
            : channel.startsWith(Channels.USER) && watchers.watches(Channels.idOf(channel));
    }

    void hear(Event event) {
        switch (event.type()) {
            case "message.posted", "message.edited", "message.deleted" ->
                changed(event.channel()).all = true;
            case "receipt.own" -> changed(Channels.room(data(event).getString("room")))
                .users.add(Channels.idOf(event.channel()));
            case "room.invited" -> {
                var room = data(event).getJsonObject("room").getString("id");
                watchers.add(Channels.idOf(event.channel()), Set.of(room));
                changed(Channels.room(room)).users.add(Channels.idOf(event.channel()));
            }
            default -> { }
        }
    }

    private static JsonObject data(Event event) {
        return new JsonObject(event.json()).getJsonObject("data");
    }

    /** What is noted of a room until it is told; the first at once, whatever follows after the interval. */
    private Changed changed(String channel) {
        return changed.computeIfAbsent(channel, absent -> {
            vertx.runOnContext(turn -> tell(channel));
            return new Changed();
        });
    }

    private void tell(String channel) {
        var noted = changed.get(channel);
        var users = noted.all ? Set.copyOf(watchers.of(channel)) : noted.users;
        if (users.isEmpty()) {
            changed.remove(channel);
            return;
        }
        changed.put(channel, new Changed());
        var args = new JsonObject().put("room", Channels.idOf(channel))
            .put("users", new JsonArray(users.stream().toList()));
        persistence.query(new Ask(channel, Matter.INBOX, args))
            .onSuccess(reply -> tell(channel, users, new JsonObject(reply)))
            .onFailure(fault -> {
                LOG.debug("What is unread in {} was not counted: {}", channel, fault.getMessage());
                changed.get(channel).users.addAll(users);
            })
            .onComplete(done -> vertx.setTimer(INTERVAL_MS, due -> tell(channel)));
    }

    private void tell(String channel, Set<String> users, JsonObject reply) {
        var room = Channels.idOf(channel);
        for (var user : users) {
            var counts = reply.getJsonObject("counts").getJsonObject(user);
            if (counts == null) {
                watchers.remove(user, room);
            } else {
                told.ring(Channels.user(user), "room.unread", "room.unread/" + room, new JsonObject()
                    .put("room", room).put("unread", counts.getLong("unread"))
                    .put("mentions", counts.getLong("mentions")).put("last", reply.getJsonObject("last")));
            }
        }
    }
}

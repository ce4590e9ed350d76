package dev.parley.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.RefusedException;
import dev.parley.room.RoomHouse;
import dev.parley.testing.Seed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a device fetched, and every event on the user's channel since, is what it fetches now. */
class StateAndEventsTest {

    private static final int STEPS = 400;
    private static final int SNAPSHOT_EVERY = 50;
    private static final List<String> PEOPLE = List.of("ana", "bob", "cyd", "dan");
    private static final List<String> ROOMS = List.of("r1", "r2");

    private final Random random;
    private final TreeSet<String> done = new TreeSet<>();
    /** Who shall have been told of which message: counted by hand. */
    private final Map<String, List<String>> expected = new HashMap<>();
    private final Map<String, String> authors = new HashMap<>();
    private final Map<String, String> levels = new HashMap<>();

    StateAndEventsTest() {
        var seed = Seed.of(StateAndEventsTest.class);
        random = new Random(seed);
    }

    @Test
    void makeTheStateFetchedAfresh() {
        try (var house = new RoomHouse(2)) {
            for (var room : ROOMS) {
                house.call("ana", "rooms.create", "{'id':'" + room
                    + "','name':'R','visibility':'public','members':['bob','cyd','dan']}");
            }
            var models = new ArrayList<NotificationModel>();
            for (int step = 0; step < STEPS; step++) {
                if (step % SNAPSHOT_EVERY == 0) {
                    models.add(NotificationModel.fetch(house, "bob"));
                }
                attempt(house, step);
            }
            var fresh = NotificationModel.fetch(house, "bob");
            for (var model : models) {
                house.log("user.bob", model.seq()).forEach(model::apply);
                assertEquals(fresh.state(), model.state());
            }
            assertEquals(fresh.badge(), fresh.state().getLong("unread"));
            assertEquals(fresh.seq(), models.getFirst().seq());
            assertEquals(expected.getOrDefault("bob", List.of()), fresh.notifications().values().stream()
                .filter(one -> one.containsKey("message"))
                .map(one -> one.getString("kind") + ' ' + one.getString("message")).toList());
            assertTrue(done.containsAll(List.of("post", "delete", "read", "upTo", "level", "push", "mute")),
                done::toString);
        }
    }

    private void attempt(RoomHouse house, int step) {
        var kind = any(List.of("post", "post", "post", "post", "delete", "read", "upTo", "level", "push",
            "mute"));
        try {
            switch (kind) {
                case "post" -> post(house, "m" + step);
                case "delete" -> house.call("ana", "messages.delete", "{'room':'" + any(ROOMS) + "','id':'m"
                    + random.nextInt(step + 1) + "'}");
                case "read" -> house.call("bob", "notifications.read", new JsonObject().put("ids",
                    new JsonArray(known(house).stream().filter(id -> random.nextInt(3) == 0).toList())));
                case "upTo" -> house.call("bob", "notifications.read",
                    new JsonObject().put("upTo", random.nextInt(step + 1)));
                case "push" -> house.call("root", "notifications.push",
                    "{'user':'bob','kind':'k','title':'t','data':[1.50,{'read':false}]}");
                case "mute" -> house.call("bob", "notifications.preferences",
                    "{'mutedUntil':" + any(List.of("null", "'2001-01-01T00:00:00Z'")) + "}");
                default -> level(house);
            }
            done.add(kind);
        } catch (RefusedException refused) {
            done.add("refused " + kind);
        }
    }

    private void level(RoomHouse house) {
        var user = any(PEOPLE);
        var room = any(List.of("r1", "r2", ""));
        var level = any(List.of("all", "all", "mentions", "none", ""));
        var body = new JsonObject().put("notify", level.isEmpty() ? null : level);
        house.call(user, "notifications.preferences", room.isEmpty() ? body : body.put("room", room));
        levels.put(user + ' ' + room, level);
    }

    private void post(RoomHouse house, String id) {
        var author = any(PEOPLE);
        var room = any(ROOMS);
        var mentions = PEOPLE.stream().filter(user -> random.nextInt(4) == 0).toList();
        var body = new JsonObject().put("room", room).put("id", id).put("text", "text")
            .put("mentions", new JsonArray(mentions));
        var reply = authors.keySet().stream().filter(other -> other.startsWith(room)).sorted()
            .skip(random.nextInt(authors.size() + 1)).findFirst().map(other -> other.substring(3));
        reply.ifPresent(other -> body.put("replyTo", other));
        house.call(author, "messages.post", body);
        authors.put(room + ' ' + id, author);
        var answered = reply.map(other -> authors.get(room + ' ' + other)).orElse("");
        for (var user : PEOPLE) {
            var reason = mentions.contains(user) ? "mention" : answered.equals(user) ? "reply" : "";
            if (!user.equals(author) && !reason.isEmpty() && wanted(user, room, reason)) {
                expected.computeIfAbsent(user, none -> new ArrayList<>()).add(reason + ' ' + id);
            }
        }
    }

    private boolean wanted(String user, String room, String reason) {
        var own = levels.getOrDefault(user + ' ' + room, "");
        var level = own.isEmpty() ? levels.getOrDefault(user + ' ', "") : own;
        return level.isEmpty() || level.equals("all") || level.equals("mentions") && reason.equals("mention");
    }

    private static List<String> known(RoomHouse house) {
        return house.call("bob", "notifications.list", "{}").getJsonArray("notifications").stream()
            .map(one -> ((JsonObject) one).getString("id")).toList();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

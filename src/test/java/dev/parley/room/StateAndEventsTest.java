package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.RefusedException;
import dev.parley.testing.Seed;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What was fetched at any moment, and every event since, is what is fetched now. */
class StateAndEventsTest {

    private static final int STEPS = 400;
    private static final int SNAPSHOT_EVERY = 40;
    private static final List<String> PEOPLE = List.of("ana", "bob", "cyd", "dan", "eve");
    private static final List<String> EMOJI = List.of("+1", "-1", "\u2764\uFE0F");

    private final Random random;
    private final TreeSet<String> done = new TreeSet<>();
    private int posted;

    StateAndEventsTest() {
        var seed = Seed.of(StateAndEventsTest.class);
        random = new Random(seed);
    }

    @Test
    void makeTheStateFetchedAfresh() {
        try (var house = new RoomHouse(1)) {
            house.call("ana", "rooms.create",
                "{'id':'r','name':'R','visibility':'public','members':['bob']}");
            var models = new ArrayList<RoomModel>();
            for (int step = 0; step < STEPS; step++) {
                if (step % SNAPSHOT_EVERY == 0) {
                    models.add(RoomModel.fetch(house, "ana", "r"));
                }
                attempt(house, step);
            }
            var fresh = RoomModel.fetch(house, "ana", "r");
            assertEquals(fresh.repliesCounted(), fresh.replies());
            for (var model : models) {
                house.log("room.r", model.seq()).forEach(model::apply);
                assertEquals(fresh.state(), model.state());
            }
            assertEquals(fresh.seq(), models.getFirst().seq());
            assertTrue(done.containsAll(List.of("post", "edit", "delete", "react", "unreact", "pin", "unpin",
                "join", "leave", "invite", "remove", "role", "update")), () -> "only done: " + done);
        }
    }

    private void attempt(RoomHouse house, int step) {
        var user = step % 3 == 0 ? "ana" : any(PEOPLE);
        var kind = any(List.of("post", "post", "post", "thread", "edit", "edit", "delete", "react", "react",
            "unreact", "pin", "unpin", "join", "leave", "invite", "remove", "role", "mute", "update"));
        var body = body(kind, step);
        var address = switch (kind) {
            case "join", "leave", "invite", "remove", "role", "mute", "update" -> "rooms.";
            default -> "messages.";
        };
        try {
            house.call(user, address + (kind.equals("thread") ? "post" : kind), body);
            done.add(kind);
        } catch (RefusedException refused) {
            done.add("refused " + refused.refusal().type());
        }
    }

    private JsonObject body(String kind, int step) {
        var body = new JsonObject().put("room", "r");
        return switch (kind) {
            case "post" -> body.put("id", "m" + ++posted).put("text", "text " + step + " @" + any(PEOPLE));
            case "thread" -> body.put("id", "m" + ++posted).put("text", "reply " + step)
                .put("thread", message());
            case "edit" -> body.put("id", message()).put("text", "edited " + step + " @" + any(PEOPLE));
            case "react", "unreact" -> body.put("id", message()).put("emoji", any(EMOJI));
            case "delete", "pin", "unpin" -> body.put("id", message());
            case "invite", "remove" -> body.put("user", any(PEOPLE)).put("ban", false);
            case "role" -> body.put("user", any(PEOPLE))
                .put("role", any(List.of("reader", "member", "moderator")));
            case "mute" -> body.put("user", any(PEOPLE)).put("seconds", random.nextInt(2));
            case "update" -> body.put("topic", "topic " + step);
            default -> body;
        };
    }

    private String message() {
        return "m" + (1 + random.nextInt(Math.max(1, Math.min(posted, 12))) + Math.max(0, posted - 12));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

package dev.parley.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every door promises: its channels and commands, and what becomes of a connection. */
abstract class TransportContract extends ChannelContract {

    private static final String BIG = "語".repeat(16_000);
    private static final int BIG_MAX = 400;

    TransportContract(ClientDoor door) {
        super(door);
    }

    @Test
    void endsASubscriptionWhoseRightIsLost() {
        var room = ground().room("private");
        var other = ground().room("public");
        var member = new JsonObject().put("room", room).put("user", "ana");
        ground().owner().ask("parley.rooms", "invite", member);
        try (var client = ana()) {
            client.subscribe(Map.of(channel(room), new JsonObject(), channel(other), new JsonObject()));
            client.next("subscribed");
            client.next("subscribed");
            ground().owner().ask("parley.rooms", "remove", member);
            var refused = client.next("refused");
            assertEquals(channel(room), refused.channel());
            assertEquals("forbidden", refused.body().getString("failure"));
            ground().post(room, 1, "not for you");
            tells(client, channel(other), 3, ground().post(other, 1, "for all"));
        }
    }

    @Test
    void feedsWhoReadsSlowlyFromTheLogAndKeepsNobodyWaiting() {
        var room = ground().room("public");
        try (var slow = ana(); var quick = connect(ground().here(), "bob")) {
            for (var client : Set.of(slow, quick)) {
                client.subscribe(channel(room));
                client.next("subscribed");
            }
            slow.pause(true);
            var before = Ground.counter(ground().here(), "parley_fallen_behind_total");
            long last = 2;
            while (Ground.counter(ground().here(), "parley_fallen_behind_total") == before) {
                assertTrue(last < BIG_MAX, "never full");
                var next = ground().post(room, 5, BIG);
                tells(quick, channel(room), last + 1, next);
                last = next;
            }
            slow.pause(false);
            tells(slow, channel(room), 3, last);
            tells(slow, channel(room), last + 1, ground().post(room, 1, "small"));
        }
    }

    @Test
    void goesOnAtAnotherNodeWhereItWasCutOff() {
        var rooms = Map.of(ground().room("public"), 4L, ground().room("public"), 7L);
        try (var client = ana()) {
            var starts = new HashMap<String, JsonObject>();
            rooms.keySet().forEach(room -> starts.put(channel(room), new JsonObject()));
            client.subscribe(starts);
            client.next("subscribed");
            client.next("subscribed");
            rooms.forEach((room, count) ->
                tells(client, channel(room), 3, ground().post(room, count.intValue(), "before")));
            client.cut();
            rooms.keySet().forEach(room -> ground().post(room, 5, "meanwhile"));
            try (var next = goOn(client, ground().there())) {
                var expected = new HashSet<String>();
                rooms.forEach((room, count) -> LongStream.rangeClosed(count + 3, count + 8)
                    .forEach(seq -> expected.add(channel(room) + " " + seq)));
                rooms.keySet().forEach(room -> ground().post(room, 1, "after"));
                while (!expected.isEmpty()) {
                    var told = next.next();
                    if (told.type().equals("subscribed")) {
                        assertEquals(true, told.body().getBoolean("recovered"));
                    } else {
                        assertTrue(expected.remove(told.channel() + " " + told.seq()), told::toString);
                    }
                }
            }
        }
    }

    @Test
    void isToldWhenItsNodeRestsAndGoesOnElsewhere() {
        var room = ground().room("public");
        var node = ground().another();
        try (var client = connect(node.port(), "ana")) {
            client.subscribe(channel(room));
            client.next("subscribed");
            var stopping = Thread.ofVirtual().start(node::close);
            var moving = client.next("session.moving");
            assertEquals("parley.session", moving.channel());
            assertTrue(moving.body().containsKey("reconnectAfterMs"));
            assertEquals(3001, client.ended());
            ground().post(room, 3, "meanwhile");
            try (var next = goOn(client, ground().here())) {
                assertEquals(true, next.next("subscribed").body().getBoolean("recovered"));
                tells(next, channel(room), 3, 5);
            }
            Ground.until(() -> !stopping.isAlive());
        }
    }
}

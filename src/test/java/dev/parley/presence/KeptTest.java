package dev.parley.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Change;
import dev.parley.persistence.Matter;
import dev.parley.room.RoomHouse;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept of presence in the database, as nodes write and ask it. */
class KeptTest {

    private static RoomHouse house;
    private static Vertx vertx;

    @BeforeAll
    static void open() {
        house = new RoomHouse(1);
        vertx = house.vertx();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static void keep(JsonObject seen, JsonObject said) {
        RoomHouse.await(house.store().query(new Ask("x", Matter.KEEP_PRESENCES,
            new JsonObject().put("seen", seen).put("said", said))));
    }

    private static JsonObject kept(String user) {
        return RoomHouse.await(Keeper.kept(house.store(), List.of(user))).getJsonObject(user);
    }

    private static JsonArray row(Object... values) {
        return new JsonArray(List.of(values));
    }

    @Test
    void theLastSightOnlyMovesForward() {
        keep(new JsonObject().put("ana", row("Ana", 2_000L)), new JsonObject());
        keep(new JsonObject().put("ana", row("Ana", 1_000L)), new JsonObject());
        assertEquals("1970-01-01T00:00:02.000Z", kept("ana").getString("seen"));
        assertEquals("Ana", kept("ana").getString("name"));
    }

    @Test
    void ofTwoStatusesTheLaterOneCounts() {
        keep(new JsonObject(), new JsonObject().put("bob", row("Bob", "busy", "now", 20L)));
        keep(new JsonObject(), new JsonObject().put("bob", row("Bob", "away", "earlier", 10L)));
        assertEquals("busy now", kept("bob").getString("status") + " " + kept("bob").getString("text"));
        assertFalse(kept("bob").containsKey("seen"), "who was never seen has no last sight");
    }

    @Test
    void whoIsErasedLeavesNothing() {
        keep(new JsonObject().put("eve", row("Eve", 1_000L)),
            new JsonObject().put("eve", row("Eve", "away", "", 1L)));
        var export = house.call("root", "users.export", "{'user':'eve'}");
        assertEquals("away", export.getJsonObject("presence").getString("status"));
        house.call("root", "users.erase", "{'user':'eve'}");
        assertEquals(null, kept("eve"));
    }

    @Test
    void whatTheSessionsOfAnErasedOneLeaveBehindIsNotKept() {
        long now = System.currentTimeMillis();
        keep(new JsonObject().put("fay", row("Fay", now)), new JsonObject());
        house.call("root", "users.erase", "{'user':'fay'}");
        keep(new JsonObject().put("fay", row("Fay", now + 5_000)),
            new JsonObject().put("fay", row("Fay", "away", "", now + 5_000)));
        assertEquals(null, kept("fay"));
        keep(new JsonObject().put("fay", row("Fay", now + 90_000)), new JsonObject());
        assertEquals("Fay", kept("fay").getString("name"), "somebody of that name may come later");
    }

    @Test
    void whoWasOnlySignedOutIsLastSeenThen() {
        long now = System.currentTimeMillis();
        keep(new JsonObject().put("gil", row("Gil", now - 10_000)), new JsonObject());
        RoomHouse.await(house.store().append(Change.revoking("user", "gil", 30)));
        keep(new JsonObject().put("gil", row("Gil", now)),
            new JsonObject().put("gil", row("Gil", "busy", "b", now)));
        assertEquals(Instant.ofEpochMilli(now), Instant.parse(kept("gil").getString("seen")));
        assertEquals("busy", kept("gil").getString("status"));
    }

    @Test
    void manyAreWrittenAndAskedTogether() {
        int count = 2 * Keeper.BATCH_MAX + 1;
        var known = new ConcurrentHashMap<String, Stance>();
        var written = Promise.<Void>promise();
        var all = Promise.<Void>promise();
        vertx.runOnContext(turn -> {
            var keeper = new Keeper(vertx, house.store(), (user, stance) -> {
                known.put(user, stance);
                if (known.size() == count) {
                    all.complete();
                }
            });
            IntStream.range(0, count).forEach(i -> {
                keeper.seen("many-" + i, "M", 5_000);
                keeper.said("many-" + i, "M", new Stance(Status.AWAY, "t" + i, 1 + i));
            });
            keeper.write().onComplete(done -> {
                IntStream.range(0, count).forEach(i -> keeper.want("many-" + i));
                written.handle(done);
            });
        });
        RoomHouse.await(written.future());
        RoomHouse.await(all.future());
        IntStream.range(0, count).forEach(i ->
            assertEquals(new Stance(Status.AWAY, "t" + i, 1 + i), known.get("many-" + i)));
        assertEquals(count, house.query("select 1 from parley.presence where person like 'many-%'").size());
    }
}

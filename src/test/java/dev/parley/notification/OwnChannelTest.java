package dev.parley.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.log.Door;
import dev.parley.log.Opening;
import dev.parley.log.PageRequest;
import dev.parley.protocol.FailureType;
import dev.parley.room.RoomHouse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person's own channel: who may read it, how it resumes, and what is left of it with time. */
class OwnChannelTest {

    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(2);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void isOpenToItsOwnerOnlyAlsoBeforeAnythingIsInIt() {
        var openings = RoomHouse.await(house.door().open(List.of(new Door("user.new", "new"),
            new Door("user.new", "other"))));
        assertEquals(0, assertInstanceOf(Opening.Open.class, openings.getFirst()).head().seq());
        assertEquals(FailureType.FORBIDDEN,
            assertInstanceOf(Opening.Shut.class, openings.getLast()).refusal().type());
    }

    @Test
    void resumesBehindAnyPosition() {
        push("ana", 5);
        for (int after = 0; after <= 5; after++) {
            var page = RoomHouse.await(house.door().read(new PageRequest("user.ana", "ana", after, 100)));
            assertEquals(house.rung("user.ana").subList(after, 5),
                page.publications().stream().map(one -> new JsonObject(one.json())).toList());
        }
    }

    @Test
    void losesWhatIsOldAndSaysWhatIsReadByThat() {
        push("bob", 6);
        house.call("bob", "notifications.read", "{'ids':['n1']}");
        age("bob", "p.seq <= 4", "31 days");
        prune("node", 0);
        var opening = (Opening.Open) RoomHouse.await(house.door().open(List.of(new Door("user.bob", "bob"))))
            .getFirst();
        assertEquals(4, opening.floor());
        assertEquals(8, opening.head().seq());
        var left = RoomHouse.await(house.door().read(new PageRequest("user.bob", "bob", 0, 100)))
            .publications().stream().map(one -> new JsonObject(one.json())).toList();
        assertEquals(List.of(5, 6, 7, 8), left.stream().map(event -> event.getInteger("seq")).toList());
        assertEquals(new JsonObject("{\"upTo\":4,\"unread\":2}"), left.getLast().getJsonObject("data"));
        assertEquals(left.getLast(), house.rung("user.bob").getLast());
        assertEquals(2, house.call("bob", "notifications.count", "{}").getInteger("unread"));
        assertEquals(2, house.call("bob", "notifications.list", "{}").getJsonArray("notifications").size());
        prune("node", 0);
        assertEquals(8, house.call("bob", "notifications.list", "{}").getJsonObject("head").getLong("seq"));
    }

    @Test
    void knowsItsIdsForADayAfterTheirContentIsGone() {
        push("cid", 1);
        age("cid", "true", "30 days 1 hour");
        prune("node", 0);
        var again = "{'user':'cid','id':'n1','kind':'k','title':'secret'}";
        assertTrue(house.call("root", "notifications.push", again).getBoolean("duplicate"));
        assertEquals(0, house.query("select 1 from parley.publication p join parley.channel c "
            + "on c.id = p.channel where c.name = 'user.cid' and strpos(p.data, 'secret') > 0").size());
        age("cid", "true", "1 day");
        prune("node", 0);
        assertEquals(0, house.query("select 1 from parley.publication p join parley.channel c "
            + "on c.id = p.channel where c.name = 'user.cid' and p.id = 'n1'").size());
        assertFalse(house.call("root", "notifications.push", again).getBoolean("duplicate", false));
    }

    @Test
    void isPrunedInBoundedSteps() {
        push("dan", 7);
        push("eve", 7);
        age("dan", "true", "31 days");
        age("eve", "true", "31 days");
        long after = 0;
        long fence = 0;
        int steps = 0;
        JsonObject answer;
        do {
            answer = step("node", fence, after, 3);
            fence = answer.getLong("fence");
            assertTrue(answer.getLong("pruned") <= 3, answer.encode());
            after = answer.getLong("next", after);
            steps++;
        } while (answer.containsKey("next"));
        house.sql("delete from parley.lease");
        assertTrue(steps >= 5, "all at once");
        assertEquals(0, house.call("dan", "notifications.count", "{}").getInteger("unread"));
        assertEquals(0, house.call("eve", "notifications.count", "{}").getInteger("unread"));
    }

    @Test
    void isPrunedByOneNodeAtATime() {
        house.sql("delete from parley.lease");
        assertEquals(1, lease("one", 0, 1_000));
        assertEquals(0, lease("two", 0, 1_000));
        assertEquals(0, lease("one", 0, 1_000));
        assertEquals(1, lease("one", 1, 1_000));
        house.sql("update parley.lease set until = now()");
        assertEquals(2, lease("two", 0, 1_000));
        assertEquals(0, lease("one", 1, 1_000));
        assertEquals(2, lease("two", 2, 1_000));
        assertFalse(step("one", 1, 0, 10).containsKey("fence"));
        house.sql("delete from parley.lease");
    }

    private static long lease(String holder, long fence, int seconds) {
        var given = house.query("select parley.take_lease('pruning', '" + holder + "', " + fence + ", "
            + seconds + ")").getFirst().getLong(0);
        return given == null ? 0 : given;
    }

    private static void prune(String holder, long fence) {
        step(holder, fence, 0, 1_000);
        house.sql("delete from parley.lease");
    }

    private static JsonObject step(String holder, long fence, long after, int rows) {
        var answer = RoomHouse.await(house.store().append(PruningVerticle.step(holder, fence, after,
            new PruningVerticle.Bounds(1L, 30L * 86_400_000, 100, rows))));
        return new JsonObject(answer);
    }

    private static void age(String user, String which, String by) {
        house.sql("update parley.publication p set at = p.at - interval '" + by + "' from parley.channel c "
            + "where c.id = p.channel and c.name = 'user." + user + "' and " + which);
    }

    private static void push(String user, int count) {
        for (int i = 1; i <= count; i++) {
            house.call("root", "notifications.push",
                "{'user':'" + user + "','id':'n" + i + "','kind':'k','title':'secret'}");
        }
    }
}

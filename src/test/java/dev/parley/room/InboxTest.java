package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InboxTest {

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
    void whoLookedAtHisRoomsIsToldWhatIsUnread() {
        room("look", "bob", "cyd");
        house.call("bob", "rooms.mine", "{}");
        RoomHouse.await(house.ask(1, "ana", "messages.post", "{'room':'look','id':'m1','text':'hi @bob'}"));
        var told = expect("bob", "look", 1, 1);
        assertEquals("m1", told.getJsonObject("last").getString("id"));
        assertEquals("hi @bob", told.getJsonObject("last").getString("text"));
        assertEquals(List.of(), unread(0, "cyd"));
        assertEquals(List.of(), unread(1, "bob"));
    }

    @Test
    void readingAndDeletingAreToldToo() {
        room("less", "bob");
        house.call("bob", "rooms.mine", "{}");
        house.call("ana", "messages.post", "{'room':'less','id':'m1','text':'one'}");
        house.call("ana", "messages.post", "{'room':'less','id':'m2','text':'two'}");
        expect("bob", "less", 2, 0);
        house.call("ana", "messages.delete", "{'room':'less','id':'m1'}");
        expect("bob", "less", 1, 0);
        RoomHouse.await(house.ask(1, "bob", "receipts.read", "{'room':'less','seq':99}"));
        expect("bob", "less", 0, 0);
    }

    @Test
    void manyMessagesAreToldOfOnceInAWhile() {
        room("storm", "bob");
        house.call("bob", "rooms.mine", "{}");
        long begun = System.nanoTime();
        IntStream.range(0, 200).forEach(i ->
            house.call("ana", "messages.post", "{'room':'storm','text':'x'}"));
        expect("bob", "storm", 200, 0);
        long intervals = (System.nanoTime() - begun) / 1_000_000 / InboxWatch.INTERVAL_MS;
        assertTrue(toldOf("bob", "storm").size() <= intervals + 2);
    }

    @Test
    void aNewRoomIsWatchedAtOnce() {
        house.call("dan", "rooms.mine", "{}");
        room("invited", "dan");
        expect("dan", "invited", 0, 0);
        house.call("ana", "messages.post", "{'room':'invited','text':'x'}");
        expect("dan", "invited", 1, 0);
        house.call("ana", "rooms.create", "{'id':'joined','name':'j','visibility':'public'}");
        house.call("dan", "rooms.join", "{'room':'joined'}");
        house.call("ana", "messages.post", "{'room':'joined','text':'x'}");
        expect("dan", "joined", 1, 0);
    }

    @Test
    void whatCameWhileHeLookedIsNotOverlooked() {
        room("late", "eve", "fay", "gus");
        house.call("eve", "rooms.mine", "{}");
        long looked = System.nanoTime();
        house.call("ana", "messages.post", "{'room':'late','text':'one'}");
        expect("eve", "late", 1, 0);
        house.node(0).look("gus", List.of("late"), System.nanoTime());
        house.node(0).look("fay", List.of("late"), looked);
        expect("fay", "late", 1, 0);
        assertEquals(List.of(), toldOf("gus", "late"));
    }

    @Test
    void whatWasHeardLastIsKnownAsFarAsItIsKept() {
        var recent = new Recent(3);
        assertEquals(Optional.of(Set.of()), recent.since(0));
        IntStream.range(1, 4).forEach(i -> recent.note("room.r" + i, i * 10));
        assertEquals(Optional.of(Set.of("room.r2", "room.r3")), recent.since(20));
        assertEquals(Optional.of(Set.of()), recent.since(31));
        recent.note("room.r4", 40);
        assertEquals(Optional.of(Set.of("room.r3", "room.r4")), recent.since(30));
        assertEquals(Optional.empty(), recent.since(20));
    }

    @Test
    void watchersAreBoundedBothWays() {
        var watchers = new Watchers(2, 2);
        watchers.add("ana", List.of("r1", "r2", "r3"));
        assertFalse(watchers.watched("room.r1"));
        assertTrue(watchers.watched("room.r2"));
        watchers.add("bob", List.of("r3"));
        watchers.add("ana", List.of("r2"));
        watchers.add("cyd", List.of());
        assertFalse(watchers.watches("bob"));
        assertTrue(watchers.watches("ana"));
        assertEquals(1, watchers.of("room.r3").size());
        watchers.remove("ana", "r3");
        assertFalse(watchers.watched("room.r3"));
        assertNull(watchers.of("room.r3").stream().findAny().orElse(null));
    }

    private static void room(String id, String... members) {
        house.call("ana", "rooms.create", new JsonObject().put("id", id).put("name", id)
            .put("visibility", "public").put("members", List.of(members)));
    }

    private static List<JsonObject> unread(int node, String user) {
        return house.node(node).told("user." + user, "room.unread");
    }

    private static List<JsonObject> toldOf(String user, String room) {
        return unread(0, user).stream().filter(data -> data.getString("room").equals(room)).toList();
    }

    /** Waits until the last that the user was told of the room is this. */
    private static JsonObject expect(String user, String room, long unread, long mentions) {
        Await.until(() -> {
            var told = toldOf(user, room);
            return !told.isEmpty() && told.getLast().getLong("unread") == unread
                && told.getLast().getLong("mentions") == mentions;
        });
        return toldOf(user, room).getLast();
    }
}

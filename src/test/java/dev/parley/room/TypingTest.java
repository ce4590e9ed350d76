package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TypingTest {

    private static final int LASTS_MS = 1_500;
    private static final int NODES = 2;

    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(NODES, "rooms.typingMs=" + LASTS_MS, "rooms.typingMax=8");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void everyNodeShowsTheWholeListOfAll() {
        room("whole", "bob", "cyd");
        start(0, "bob", "whole");
        expect("whole", List.of("bob"), 0);
        start(1, "cyd", "whole");
        expect("whole", List.of("bob", "cyd"), 0);
        RoomHouse.await(house.ask(1, "bob", "typing.stop", "{'room':'whole'}"));
        expect("whole", List.of("cyd"), 0);
        start(0, "cyd", "whole");
        RoomHouse.await(house.ask(0, "cyd", "typing.stop", "{'room':'whole'}"));
        expect("whole", List.of(), 0);
    }

    @Test
    void anEntryEndsByItselfAndNotBefore() {
        room("ends", "bob");
        long begun = System.currentTimeMillis();
        start(0, "bob", "ends");
        expect("ends", List.of("bob"), 0);
        expect("ends", List.of(), 0);
        assertTrue(System.currentTimeMillis() - begun >= LASTS_MS - 1);
    }

    @Test
    void onesMessageAndOnesLeavingEndIt() {
        room("post", "bob", "cyd");
        start(0, "bob", "post");
        start(0, "cyd", "post");
        expect("post", List.of("bob", "cyd"), 0);
        RoomHouse.await(house.ask(1, "bob", "messages.post", "{'room':'post','text':'x'}"));
        expect("post", List.of("cyd"), 0);
        RoomHouse.await(house.ask(1, "cyd", "rooms.leave", "{'room':'post'}"));
        expect("post", List.of(), 0);
    }

    @Test
    void aNewSubscriberSeesThePresentList() {
        room("late", "bob");
        start(0, "bob", "late");
        expect("late", List.of("bob"), 0);
        int before = house.node(1).told("room.late", "typing").size();
        house.node(1).arrive("room.late");
        Await.until(() -> house.node(1).told("room.late", "typing").size() > before);
        assertEquals(new JsonArray(List.of("bob")),
            house.node(1).told("room.late", "typing").getLast().getJsonArray("users"));
    }

    @Test
    void fiveAreNamedAndTheRestCounted() {
        room("many", "u1", "u2", "u3", "u4", "u5", "u6", "u7");
        for (int i = 1; i <= 7; i++) {
            start(i % NODES, "u" + i, "many");
        }
        Await.until(() -> house.node(0).told("room.many", "typing").stream()
            .anyMatch(data -> data.getJsonArray("users").size() == 5 && data.getInteger("more") == 2));
    }

    @Test
    void largeRoomsAreSilent() {
        room("large", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8");
        start(0, "u1", "large");
        assertTrue(house.signals(Typing.CHANNEL, "typing").stream()
            .noneMatch(signal -> signal.getJsonObject("data").getString("room").equals("large")));
        house.call("ana", "rooms.remove", "{'room':'large','user':'u8'}");
        Await.until(() -> {
            start(0, "u1", "large");
            return !house.node(0).told("room.large", "typing").isEmpty();
        });
    }

    @Test
    void onlyWhoMayWriteTypes() {
        room("rights", "rea");
        house.call("ana", "rooms.role", "{'room':'rights','user':'rea','role':'reader'}");
        house.refused(FailureType.FORBIDDEN, "rea", "typing.start", "{'room':'rights'}");
        house.refused(FailureType.FORBIDDEN, "eve", "typing.start", "{'room':'rights'}");
        house.refused(FailureType.NOT_FOUND, "eve", "typing.start", "{'room':'absent'}");
        house.refused(FailureType.BAD_REQUEST, "ana", "typing.start", "{}");
        house.call("ana", "rooms.update", "{'room':'rights','archived':true}");
        house.refused(FailureType.GONE, "ana", "typing.start", "{'room':'rights'}");
    }

    private static void room(String id, String... members) {
        house.call("ana", "rooms.create", new JsonObject().put("id", id).put("name", id)
            .put("visibility", "public").put("members", List.of(members)));
    }

    private static void start(int node, String user, String room) {
        RoomHouse.await(house.ask(node, user, "typing.start", "{'room':'" + room + "'}"));
    }

    /** Waits until the last list that each node has told is this one. */
    private static void expect(String room, List<String> users, int more) {
        var wanted = new JsonObject().put("users", new JsonArray(users)).put("more", more);
        for (int i = 0; i < NODES; i++) {
            var node = house.node(i);
            Await.until(() -> {
                var told = node.told("room." + room, "typing");
                return !told.isEmpty() && told.getLast().equals(wanted);
            });
        }
    }
}

package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.RefusedException;
import dev.parley.testing.Seed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several nodes that share nothing but the database do the same things at once. */
class ManyNodesTest {

    private static final int NODES = 3;

    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(NODES);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void oneRoomIsCreatedHoweverManyCreateIt() {
        var asked = new ArrayList<Future<JsonObject>>();
        for (int i = 0; i < 30; i++) {
            asked.add(house.ask(i % NODES, i % 2 == 0 ? "ana" : "bob", "rooms.create",
                "{'id':'raced','name':'R','visibility':'public'}"));
        }
        RoomHouse.await(Future.join(asked).otherwiseEmpty());
        var owner = house.call("ana", "rooms.get", "{'room':'raced'}").getJsonObject("room")
            .getString("createdBy");
        assertEquals(15, asked.stream().filter(Future::succeeded).count());
        assertEquals(14, asked.stream().filter(Future::succeeded)
            .filter(one -> one.result().getBoolean("duplicate", false)).count());
        for (int i = 0; i < 30; i++) {
            assertEquals(owner.equals(i % 2 == 0 ? "ana" : "bob"), asked.get(i).succeeded());
        }
        assertEquals(2, house.log("room.raced", 0).size());
    }

    @Test
    void thePeopleMeetInOneConversationHoweverManyAskAtOnce() {
        var people = List.of("p1", "p2", "p3");
        var asked = new ArrayList<Future<JsonObject>>();
        for (int i = 0; i < 30; i++) {
            var user = people.get(i / 3 % 3);
            asked.add(house.ask(i % NODES, user, "rooms.direct", "{'users':['p1','p2','p3']}"));
        }
        RoomHouse.await(Future.all(asked));
        var ids = asked.stream().map(one -> one.result().getJsonObject("room").getString("id"))
            .collect(Collectors.toSet());
        assertEquals(1, ids.size());
        assertEquals(4, house.log("room." + ids.iterator().next(), 0).size());
        assertEquals(2, people.stream().mapToInt(one -> house.log("user." + one, 0).size()).sum());
    }

    @Test
    void peopleWhoComeAndGoOnAllNodesAreCountedRight() {
        var seed = Seed.of(ManyNodesTest.class);
        var random = new Random(seed);
        house.call("ana", "rooms.create", "{'id':'busy','name':'B','visibility':'public'}");
        var asked = new ArrayList<Future<JsonObject>>();
        for (int i = 0; i < 300; i++) {
            asked.add(house.ask(random.nextInt(NODES), "u" + random.nextInt(8),
                random.nextBoolean() ? "rooms.join" : "rooms.leave", "{'room':'busy'}"));
        }
        RoomHouse.await(Future.all(asked));
        var inside = new TreeSet<>(List.of("ana"));
        for (var event : house.log("room.busy", 2)) {
            var user = event.getJsonObject("data").getJsonObject("member").getString("user");
            assertTrue(event.getString("type").equals("member.joined") ? inside.add(user)
                : inside.remove(user), event.encode());
        }
        var members = house.call("ana", "rooms.members", "{'room':'busy'}").getJsonArray("members").stream()
            .map(member -> ((JsonObject) member).getString("user")).toList();
        assertEquals(List.copyOf(inside), members);
        assertEquals(inside.size(), house.call("ana", "rooms.get", "{'room':'busy'}").getJsonObject("room")
            .getInteger("members"));
    }

    @Test
    void aRemovedMembersLatePostsStandBeforeHisLeaving() {
        house.call("ana", "rooms.create",
            "{'id':'late','name':'L','visibility':'public','members':['bob']}");
        var posts = new ArrayList<Future<JsonObject>>();
        Future<JsonObject> removed = Future.failedFuture("not yet");
        for (int i = 0; i < 60; i++) {
            posts.add(house.ask(i % NODES, "bob", "messages.post", "{'room':'late','text':'x'}"));
            if (i == 30) {
                removed = house.ask(1, "ana", "rooms.remove", "{'room':'late','user':'bob'}");
            }
        }
        RoomHouse.await(removed);
        RoomHouse.await(Future.join(posts).otherwiseEmpty());
        var log = house.log("room.late", 3);
        var left = RoomsTest.types(log).indexOf("member.left");
        assertEquals(log.size() - 1, left);
        assertEquals(left, posts.stream().filter(Future::succeeded).count());
        posts.stream().filter(Future::failed)
            .forEach(post -> assertTrue(post.cause() instanceof RefusedException, post.cause().toString()));
    }
}

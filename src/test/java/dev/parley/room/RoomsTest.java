package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoomsTest {

    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(1);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void aNewRoomHasItsMakerAndFirstMembersInTheLog() {
        var room = house.call("ana", "rooms.create", "{'id':'new','name':'New','topic':'t',"
            + "'visibility':'private','members':['bob','ana','cyd']}").getJsonObject("room");
        assertEquals("New", room.getString("name"));
        assertEquals("t", room.getString("topic"));
        assertEquals("group", room.getString("kind"));
        assertEquals("private", room.getString("visibility"));
        assertEquals("ana", room.getString("createdBy"));
        assertEquals(3, room.getInteger("members"));
        assertEquals(4, room.getJsonObject("head").getLong("seq"));
        assertEquals("owner", room.getJsonObject("you").getString("role"));
        assertNull(room.getValue("archived"));
        var log = house.log("room.new", 0);
        assertEquals(List.of("room.created", "member.joined", "member.joined", "member.joined"), types(log));
        assertEquals(List.of("ana owner", "bob member", "cyd member"), log.stream().skip(1)
            .map(event -> event.getJsonObject("data").getJsonObject("member"))
            .map(member -> member.getString("user") + " " + member.getString("role")).toList());
        assertEquals("session-of-ana", log.get(0).getString("origin"));
        assertEquals(log, house.rung("room.new"));
    }

    @Test
    void creatingTwiceFindsTheFirstRoom() {
        house.call("ana", "rooms.create", "{'id':'twice','name':'One','visibility':'public'}");
        var again = house.call("ana", "rooms.create", "{'id':'twice','name':'Two','visibility':'private'}");
        assertTrue(again.getBoolean("duplicate"));
        assertEquals("One", again.getJsonObject("room").getString("name"));
        assertEquals(2, house.log("room.twice", 0).size());
        house.refused(FailureType.CONFLICT, "bob", "rooms.create",
            "{'id':'twice','name':'One','visibility':'public'}");
    }

    @Test
    void aRoomWithoutAnIdGetsOne() {
        var one = house.call("ana", "rooms.create", "{'name':'n','visibility':'public'}");
        var two = house.call("ana", "rooms.create", "{'name':'n','visibility':'public'}");
        assertNotEquals(one.getJsonObject("room").getString("id"), two.getJsonObject("room").getString("id"));
    }

    @Test
    void joiningAndLeavingStandInTheLogOnce() {
        house.call("ana", "rooms.create", "{'id':'door','name':'Door','visibility':'public'}");
        var joined = house.call("bob", "rooms.join", "{'room':'door'}");
        assertEquals("member", joined.getJsonObject("member").getString("role"));
        assertEquals("BOB", joined.getJsonObject("member").getString("name"));
        assertEquals(2, joined.getJsonObject("room").getInteger("members"));
        assertEquals(3, joined.getJsonObject("room").getJsonObject("you").getLong("read"));
        assertEquals(joined, house.call("bob", "rooms.join", "{'room':'door'}"));
        house.call("bob", "rooms.leave", "{'room':'door'}");
        house.call("bob", "rooms.leave", "{'room':'door'}");
        var log = house.log("room.door", 2);
        assertEquals(List.of("member.joined", "member.left"), types(log));
        assertEquals("left", log.get(1).getJsonObject("data").getString("reason"));
        assertEquals("bob", house.publication("room.door", 4).subject());
        assertEquals(1, room("ana", "door").getInteger("members"));
    }

    @Test
    void theLastOwnerCannotLeave() {
        house.call("ana", "rooms.create",
            "{'id':'owned','name':'Owned','visibility':'public','members':['bob']}");
        house.refused(FailureType.CONFLICT, "ana", "rooms.leave", "{'room':'owned'}");
        house.call("ana", "rooms.role", "{'room':'owned','user':'bob','role':'owner'}");
        house.call("ana", "rooms.leave", "{'room':'owned'}");
        house.refused(FailureType.CONFLICT, "bob", "rooms.leave", "{'room':'owned'}");
    }

    @Test
    void aPrivateRoomDoesNotExistForThoseOutside() {
        house.call("ana", "rooms.create", "{'id':'secret','name':'Secret','visibility':'private'}");
        for (var command : List.of("rooms.get", "rooms.join", "rooms.leave", "rooms.members", "rooms.bans",
            "messages.history", "messages.pins", "rooms.update")) {
            house.refused(FailureType.NOT_FOUND, "eve", command, "{'room':'secret'}");
            house.refused(FailureType.NOT_FOUND, "eve", command, "{'room':'never-made'}");
        }
        house.refused(FailureType.NOT_FOUND, "eve", "messages.post", "{'room':'secret','text':'x'}");
        assertFalse(house.call("eve", "rooms.list", "{'limit':200}").encode().contains("secret"));
    }

    @Test
    void aPublicRoomIsOpenToReadersWhoAreNotInIt() {
        house.call("ana", "rooms.create", "{'id':'open','name':'Open','visibility':'public'}");
        assertNull(room("eve", "open").getValue("you"));
        assertEquals(0, house.call("eve", "messages.history", "{'room':'open'}")
            .getJsonArray("messages").size());
        house.refused(FailureType.FORBIDDEN, "eve", "messages.post", "{'room':'open','text':'x'}");
    }

    @Test
    void membersComePageByPage() {
        var members = new JsonArray();
        for (int i = 10; i < 17; i++) {
            members.add("u" + i);
        }
        house.call("ana", "rooms.create", new JsonObject().put("id", "many").put("name", "Many")
            .put("visibility", "private").put("members", members));
        var found = pages("ana", "rooms.members", "{'room':'many','limit':3}", "members", 3);
        assertEquals(List.of("ana", "u10", "u11", "u12", "u13", "u14", "u15", "u16"),
            found.stream().map(member -> member.getString("user")).toList());
    }

    @Test
    void publicRoomsComeByNameAndAreFound() {
        for (var name : List.of("Zulu shelf", "alpha shelf", "Beta shelf", "alpha shelf")) {
            house.call("ana", "rooms.create", "{'name':'" + name + "','visibility':'public'}");
        }
        house.call("ana", "rooms.create", "{'name':'hidden shelf','visibility':'private'}");
        var found = pages("eve", "rooms.list", "{'query':'SHELF','limit':2}", "rooms", 2);
        assertEquals(List.of("alpha shelf", "alpha shelf", "Beta shelf", "Zulu shelf"),
            found.stream().map(room -> room.getString("name")).toList());
        assertEquals(0, house.call("eve", "rooms.list", "{'query':'%'}").getJsonArray("rooms").size());
        assertEquals(0, house.call("eve", "rooms.list", "{'query':'s_elf'}").getJsonArray("rooms").size());
    }

    @Test
    void oneOwnRoomsComeNewestFirstWithTheirLastMessage() {
        for (var id : List.of("mine1", "mine2", "mine3")) {
            house.call("kim", "rooms.create", "{'id':'" + id + "','name':'n','visibility':'private'}");
        }
        house.call("kim", "messages.post", "{'room':'mine1','text':'hello','client':{'a':null}}");
        var found = pages("kim", "rooms.mine", "{'limit':2}", "rooms", 2);
        assertEquals(List.of("mine1", "mine3", "mine2"),
            found.stream().map(entry -> entry.getJsonObject("room").getString("id")).toList());
        var newest = found.get(0);
        assertEquals("hello", newest.getJsonObject("last").getString("text"));
        assertEquals(new JsonObject().putNull("a"), newest.getJsonObject("last").getJsonObject("client"));
        assertEquals(newest.getJsonObject("last").getString("at"), newest.getString("lastActivityAt"));
        assertNull(found.get(1).getValue("last"));
        assertEquals(0, house.call("nobody", "rooms.mine", "{}").getJsonArray("rooms").size());
        house.refused(FailureType.BAD_REQUEST, "kim", "rooms.mine", "{'after':'elsewhere'}");
    }

    private static JsonObject room(String user, String id) {
        return house.call(user, "rooms.get", "{'room':'" + id + "'}").getJsonObject("room");
    }

    /** All entries of a list, page by page, each page but the last full. */
    private static List<JsonObject> pages(String user, String command, String body, String field, int limit) {
        var found = new ArrayList<JsonObject>();
        var question = new JsonObject(body.replace('\'', '"'));
        while (true) {
            var page = house.call(user, command, question);
            page.getJsonArray(field).forEach(entry -> found.add((JsonObject) entry));
            if (!page.getBoolean("more")) {
                assertNull(page.getValue("next"));
                return found;
            }
            assertEquals(limit, page.getJsonArray(field).size());
            question = question.copy().put("after", page.getString("next"));
        }
    }

    static List<String> types(List<JsonObject> events) {
        return events.stream().map(event -> event.getString("type")).toList();
    }
}

package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.persistence.Role;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PeopleTest {

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
    void theStoreDecidesAsThePolicySays() {
        furnish("policy");
        var wanted = Map.of(Act.INVITE, "rooms.invite {'user':'fresh-%d'}", Act.UPDATE,
            "rooms.update {'topic':'%d'}", Act.ARCHIVE, "rooms.update {'archived':false}", Act.UNBAN,
            "rooms.unban {'user':'x%d'}", Act.LIST_BANS, "rooms.bans {'limit':9}", Act.POST,
            "messages.post {'text':'%d'}", Act.PIN, "messages.pin {'id':'m1'}", Act.REACT,
            "messages.react {'id':'m1','emoji':'e%d'}", Act.DELETE_ANY, "messages.delete {'id':'m%d'}");
        int count = 100;
        for (var entry : wanted.entrySet()) {
            for (var actor : List.of(Role.READER, Role.MEMBER, Role.MODERATOR, Role.OWNER)) {
                if (entry.getKey() == Act.DELETE_ANY) {
                    call("owner2", "policy", "messages.post", "{'id':'m" + ++count + "','text':'x'}");
                } else {
                    count++;
                }
                var words = entry.getValue().formatted(count).split(" ", 2);
                assertEquals(RoomPolicy.may(actor, entry.getKey(), Role.BANNED, Role.BANNED),
                    allowed(actor.word(), "policy", words[0], words[1]), actor + " " + entry.getKey());
            }
        }
    }

    @Test
    void nobodyActsOnHisEqualsOrBetters() {
        var acts = Map.of(Act.GRANT, "rooms.role {'user':'%s','role':'%s'}", Act.MUTE,
            "rooms.mute {'user':'%s','seconds':0}", Act.REMOVE, "rooms.remove {'user':'%s'}");
        int count = 0;
        for (var act : acts.entrySet()) {
            for (var actor : List.of("reader", "member", "moderator", "owner")) {
                for (var target : List.of("reader", "member", "moderator", "owner")) {
                    var room = "above-" + count++;
                    furnish(room);
                    var words = act.getValue().formatted(target + "2", "reader").split(" ", 2);
                    var may = RoomPolicy.may(Role.of(actor), act.getKey(), Role.of(target), Role.BANNED);
                    var did = allowed(actor, room, words[0], words[1]);
                    assertEquals(may, did, actor + " " + act + " " + target);
                }
            }
        }
    }

    @Test
    void anInvitedUserIsAMemberAtOnceAndTold() {
        furnish("invite");
        var member = call("member", "invite", "rooms.invite", "{'user':'gil'}").getJsonObject("member");
        assertEquals("member", member.getString("role"));
        var told = house.log("user.gil", 0).getFirst();
        assertEquals("room.invited", told.getString("type"));
        assertEquals("member", told.getJsonObject("data").getString("by"));
        assertEquals("invite", told.getJsonObject("data").getJsonObject("room").getString("id"));
        assertNull(told.getJsonObject("data").getJsonObject("room").getValue("you"));
        assertEquals(told, house.rung("user.gil").getFirst());
        call("member", "invite", "rooms.invite", "{'user':'gil'}");
        assertEquals(List.of("room.invited", "notification"), RoomsTest.types(house.log("user.gil", 0)));
        call("gil", "invite", "messages.post", "{'text':'here'}");
    }

    @Test
    void aBannedUserComesBackOnlyWhenUnbanned() {
        furnish("ban");
        call("owner", "ban", "rooms.update", "{'visibility':'public'}");
        call("moderator", "ban", "rooms.remove", "{'user':'member','ban':true}");
        var left = house.log("room.ban", 0).getLast();
        assertEquals("banned", left.getJsonObject("data").getString("reason"));
        assertEquals("member", left.getJsonObject("data").getJsonObject("member").getString("user"));
        assertTrue(house.log("user.member", 0).getLast().getJsonObject("data").getBoolean("banned"));
        for (var command : List.of("rooms.get", "rooms.join", "messages.history", "rooms.members")) {
            house.refused(FailureType.FORBIDDEN, "member", command, "{'room':'ban'}");
        }
        house.refused(FailureType.FORBIDDEN, "member", "messages.post", "{'room':'ban','text':'x'}");
        house.refused(FailureType.FORBIDDEN, "owner", "rooms.invite", "{'room':'ban','user':'member'}");
        assertEquals("member", call("moderator", "ban", "rooms.bans", "{'limit':5}").getJsonArray("users")
            .getJsonObject(0).getString("user"));
        call("moderator", "ban", "rooms.unban", "{'user':'member'}");
        call("member", "ban", "rooms.join", "{'limit':1}");
    }

    @Test
    void banningAStrangerTakesHisRightToRead() {
        furnish("stranger");
        call("owner", "stranger", "rooms.update", "{'visibility':'public'}");
        int members = call("eve", "stranger", "rooms.get", "{'limit':1}").getJsonObject("room")
            .getInteger("members");
        call("owner", "stranger", "rooms.remove", "{'user':'eve','ban':true}");
        house.refused(FailureType.FORBIDDEN, "eve", "rooms.get", "{'room':'stranger'}");
        assertEquals("eve", house.publication("room.stranger",
            house.log("room.stranger", 0).getLast().getLong("seq")).subject());
        assertEquals(members, call("owner", "stranger", "rooms.get", "{'limit':1}").getJsonObject("room")
            .getInteger("members"));
        house.refused(FailureType.NOT_FOUND, "owner", "rooms.remove", "{'room':'stranger','user':'gil'}");
    }

    @Test
    void aMutedMemberIsSilentUntilHisTime() {
        furnish("mute");
        call("moderator", "mute", "messages.react", "{'id':'m1','emoji':'+1'}");
        var member = call("moderator", "mute", "rooms.mute", "{'user':'member','seconds':3600}")
            .getJsonObject("member");
        var refusal = house.refused(FailureType.FORBIDDEN, "member", "messages.post",
            "{'room':'mute','text':'x'}");
        assertEquals(member.getString("mutedUntil"), refusal.details().getString("mutedUntil"));
        assertEquals("member.updated", house.log("room.mute", 0).getLast().getString("type"));
        call("moderator", "mute", "rooms.mute", "{'user':'member','seconds':0}");
        call("member", "mute", "messages.post", "{'text':'x'}");
    }

    @Test
    void settingsChangeOnceAndArchivingIsAnEventOfItsOwn() {
        furnish("settings");
        long head = house.log("room.settings", 0).getLast().getLong("seq");
        var room = call("owner", "settings", "rooms.update", "{'name':'N','topic':'T','archived':true}")
            .getJsonObject("room");
        assertEquals("N", room.getString("name"));
        assertTrue(room.getBoolean("archived"));
        call("owner", "settings", "rooms.update", "{'archived':true}");
        house.refused(FailureType.GONE, "owner", "rooms.update", "{'room':'settings','name':'M'}");
        house.refused(FailureType.FORBIDDEN, "moderator", "rooms.update",
            "{'room':'settings','archived':false}");
        call("owner", "settings", "rooms.update", "{'archived':false}");
        call("owner", "settings", "rooms.update", "{'name':'N'}");
        assertEquals(List.of("room.updated", "room.archived", "room.updated"),
            RoomsTest.types(house.log("room.settings", head)));
    }

    @Test
    void theSamePeopleHaveOneConversation() {
        var room = house.call("ana", "rooms.direct", "{'users':['bob','ana']}").getJsonObject("room");
        assertEquals(room.getString("id"), house.call("bob", "rooms.direct", "{'users':['ana']}")
            .getJsonObject("room").getString("id"));
        assertEquals("direct", room.getString("kind"));
        assertEquals(List.of("ana", "bob"), room.getJsonArray("people").stream()
            .map(person -> ((JsonObject) person).getString("user")).toList());
        var other = house.call("ana", "rooms.direct", "{'users':['bob','cyd']}").getJsonObject("room");
        assertFalse(other.getString("id").equals(room.getString("id")));
        var id = room.getString("id");
        house.refused(FailureType.BAD_REQUEST, "ana", "rooms.direct", "{'users':['ana']}");
        house.refused(FailureType.FORBIDDEN, "ana", "rooms.leave", "{'room':'" + id + "'}");
        house.refused(FailureType.FORBIDDEN, "ana", "rooms.invite", "{'room':'" + id + "','user':'eve'}");
        house.refused(FailureType.NOT_FOUND, "eve", "rooms.get", "{'room':'" + id + "'}");
        house.refused(FailureType.BAD_REQUEST, "ana", "rooms.create",
            "{'id':'" + id + "x','name':'n','visibility':'public'}");
        assertEquals("room.invited", house.log("user.bob", 0).getLast().getString("type"));
    }

    /** A private room with two people of each role, named after it. */
    private static void furnish(String room) {
        house.call("owner", "rooms.create", new JsonObject().put("id", room).put("name", "n")
            .put("visibility", "private").put("members", new JsonArray(List.of("owner2", "moderator",
                "moderator2", "member", "member2", "reader", "reader2"))));
        for (var user : List.of("owner2", "moderator", "moderator2", "reader", "reader2")) {
            call("owner", room, "rooms.role",
                "{'user':'" + user + "','role':'" + user.replace("2", "") + "'}");
        }
        call("owner", room, "messages.post", "{'id':'m1','text':'x'}");
    }

    private static boolean allowed(String user, String room, String command, String body) {
        try {
            call(user, room, command, body);
            return true;
        } catch (RefusedException refused) {
            assertEquals(FailureType.FORBIDDEN, refused.refusal().type(), refused.refusal().message());
            return false;
        }
    }

    private static JsonObject call(String user, String room, String command, String body) {
        return house.call(user, command, "{'room':'" + room + "'," + body.substring(1));
    }
}

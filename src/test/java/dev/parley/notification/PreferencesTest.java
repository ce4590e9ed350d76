package dev.parley.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.protocol.FailureType;
import dev.parley.room.RoomHouse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people want to be told of, everywhere and room by room. */
class PreferencesTest {

    private static final String LATER = "2999-01-01T00:00:00.000Z";

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
    void whoSetsNothingWantsAll() {
        assertEquals("{\"notify\":\"all\"}", house.call("new", "notifications.preferences", "{}").encode());
        assertEquals(List.of(), house.log("user.new", 0));
    }

    @Test
    void aLevelLetsThroughWhatItSays() {
        room("levels", "'l1','l2','l3'");
        prefer("l1", "{'notify':'all'}");
        prefer("l2", "{'notify':'mentions'}");
        prefer("l3", "{'notify':'none'}");
        for (var user : List.of("l1", "l2", "l3")) {
            house.call(user, "messages.post", "{'room':'levels','id':'" + user + "','text':'x'}");
            post("levels", "'replyTo':'" + user + "'");
        }
        post("levels", "'mentions':['l1','l2','l3']");
        assertEquals(List.of("mention", "reply", "invite"), kinds("l1"));
        assertEquals(List.of("mention", "invite"), kinds("l2"));
        assertEquals(List.of("invite"), kinds("l3"));
        room("levels2", "'l1','l2','l3'");
        assertEquals(4, kinds("l1").size());
        assertEquals(3, kinds("l2").size());
        assertEquals(1, kinds("l3").size());
        push("l3");
        assertEquals(List.of("k", "invite"), kinds("l3"));
    }

    @Test
    void aRoomsOwnSettingGoesBeforeTheGeneralOne() {
        room("own", "'o1'");
        room("other", "'o1'");
        prefer("o1", "{'notify':'none'}");
        assertEquals("none", you("o1", "own").getString("notify"));
        assertEquals("{\"room\":\"own\",\"notify\":\"none\"}", prefer("o1", "{'room':'own'}").encode());
        assertEquals("{\"room\":\"own\",\"notify\":\"mentions\"}",
            prefer("o1", "{'room':'own','notify':'mentions'}").encode());
        assertEquals("mentions", you("o1", "own").getString("notify"));
        post("own", "'mentions':['o1']");
        post("other", "'mentions':['o1']");
        assertEquals(List.of("mention", "invite", "invite"), kinds("o1"));
        prefer("o1", "{'room':'own','notify':null}");
        assertEquals("none", you("o1", "own").getString("notify"));
        post("own", "'mentions':['o1']");
        assertEquals(3, kinds("o1").size());
        prefer("o1", "{'notify':null}");
        assertEquals("all", you("o1", "own").getString("notify"));
    }

    @Test
    void aMutedRoomTellsNothingUntilThen() {
        room("quiet", "'q1'");
        room("loud", "'q1'");
        assertEquals(LATER, prefer("q1", "{'room':'quiet','mutedUntil':'" + LATER + "'}")
            .getString("mutedUntil"));
        assertEquals(LATER, you("q1", "quiet").getString("mutedUntil"));
        assertNull(you("q1", "quiet").getString("silencedUntil"));
        assertNull(you("q1", "loud").getString("mutedUntil"));
        post("quiet", "'mentions':['q1']");
        post("loud", "'mentions':['q1']");
        assertEquals(3, kinds("q1").size());
        prefer("q1", "{'room':'quiet','mutedUntil':null}");
        post("quiet", "'mentions':['q1']");
        assertEquals(4, kinds("q1").size());
        assertNull(you("q1", "quiet").getString("mutedUntil"));
        prefer("q1", "{'mutedUntil':'2999-01-01T01:00:00+01:00'}");
        post("loud", "'mentions':['q1']");
        assertEquals(4, kinds("q1").size());
        assertEquals("{\"notify\":\"all\"}", prefer("q1", "{'mutedUntil':'2001-01-01T00:00:00Z'}").encode());
        post("loud", "'mentions':['q1']");
        assertEquals(5, kinds("q1").size());
    }

    @Test
    void aModeratorsMuteIsShownApart() {
        room("silenced", "'s1'");
        house.call("ana", "rooms.mute", "{'room':'silenced','user':'s1','seconds':1000}");
        var you = you("s1", "silenced");
        assertEquals(you.getString("silencedUntil"), you.getString("mutedUntil"));
        prefer("s1", "{'room':'silenced','mutedUntil':'" + LATER + "'}");
        assertEquals(LATER, you("s1", "silenced").getString("mutedUntil"));
        assertEquals(you.getString("silencedUntil"), you("s1", "silenced").getString("silencedUntil"));
    }

    @Test
    void otherDevicesLearnOfWhatIsSetAndOfNothingThatIsOnlyAsked() {
        room("told", "'t1'");
        var before = house.log("user.t1", 0).size();
        prefer("t1", "{}");
        prefer("t1", "{'room':'told'}");
        prefer("t1", "{'room':'told','notify':'mentions','mutedUntil':'" + LATER + "'}");
        var events = house.log("user.t1", before);
        assertEquals(1, events.size());
        assertEquals("notification.preferences", events.getFirst().getString("type"));
        assertEquals(prefer("t1", "{'room':'told'}"), events.getFirst().getJsonObject("data"));
    }

    @Test
    void onlyMembersHavePreferencesForARoom() {
        room("closed", "");
        house.call("ana", "rooms.create", "{'id':'open','name':'O','visibility':'public'}");
        house.refused(FailureType.NOT_FOUND, "out", "notifications.preferences", "{'room':'closed'}");
        house.refused(FailureType.NOT_FOUND, "out", "notifications.preferences",
            "{'room':'none','notify':'all'}");
        house.refused(FailureType.FORBIDDEN, "out", "notifications.preferences",
            "{'room':'open','notify':'all'}");
        for (var body : List.of("{'notify':'loud'}", "{'notify':1}", "{'mutedUntil':'soon'}",
            "{'mutedUntil':5}", "{'room':'#'}", "{'mutedUntil':'+999999999-01-01T00:00:00Z'}")) {
            house.refused(FailureType.BAD_REQUEST, "ana", "notifications.preferences", body);
        }
    }

    private static void room(String id, String members) {
        house.call("ana", "rooms.create", "{'id':'" + id + "','name':'Room " + id
            + "','visibility':'private','members':[" + members + "]}");
    }

    private static void post(String room, String rest) {
        house.call("ana", "messages.post", "{'room':'" + room + "','text':'x'," + rest + "}");
    }

    private static void push(String user) {
        house.call("root", "notifications.push", "{'user':'" + user + "','kind':'k','title':'t'}");
    }

    private static JsonObject prefer(String user, String body) {
        return house.call(user, "notifications.preferences", body);
    }

    private static JsonObject you(String user, String room) {
        return house.call(user, "rooms.get", "{'room':'" + room + "'}").getJsonObject("room")
            .getJsonObject("you");
    }

    private static List<String> kinds(String user) {
        return house.call(user, "notifications.list", "{}").getJsonArray("notifications").stream()
            .map(told -> ((JsonObject) told).getString("kind")).toList();
    }
}

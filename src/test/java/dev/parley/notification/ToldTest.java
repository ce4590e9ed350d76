package dev.parley.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.room.RoomHouse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is told of what, and who is not. */
class ToldTest {

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
    void aMentionIsToldToTheMentionedAndToNobodyElse() {
        room("r1", "'bea','cid'");
        post("ana", "{'room':'r1','id':'m','text':'hello @bea, @stranger and @ana'}");
        var told = only("bea", "r1", "mention");
        assertEquals("ANA mentioned you in Room r1", told.getString("title"));
        assertEquals("hello @bea, @stranger and @ana", told.getString("body"));
        assertEquals("r1", told.getString("room"));
        assertEquals("m", told.getString("message"));
        assertEquals("ana", told.getString("by"));
        assertFalse(told.getBoolean("read"));
        assertEquals(List.of(), kinds("ana", "r1"));
        assertEquals(List.of("invite"), kinds("cid", "r1"));
        assertEquals(List.of(), house.log("user.stranger", 0));
    }

    @Test
    void theNotificationIsAPublicationOfThePersonsOwnChannel() {
        room("r2", "'dan'");
        var reply = post("ana", "{'room':'r2','id':'m','text':'@dan'}");
        var event = house.log("user.dan", 0).getLast();
        assertEquals(event, house.rung("user.dan").getLast());
        assertEquals("notification", event.getString("type"));
        assertEquals("ana", event.getString("by"));
        assertEquals("session-of-ana", event.getString("origin"));
        assertEquals(reply.getString("at"), event.getString("at"));
        var told = event.getJsonObject("data").getJsonObject("notification");
        assertEquals(event.getString("at"), told.getString("at"));
        assertEquals(event.getString("id"), told.getString("id"));
        assertEquals(event.getLong("seq"), told.getLong("seq"));
        assertEquals(told, only("dan", "r2", "mention"));
    }

    @Test
    void anAnswerIsToldToWhoeverIsAnswered() {
        room("r3", "'eve','fay','gus'");
        post("eve", "{'room':'r3','id':'root','text':'a question'}");
        post("fay", "{'room':'r3','id':'other','text':'another'}");
        post("gus", "{'room':'r3','id':'m','text':'an answer','replyTo':'other','thread':'root'}");
        assertEquals("GUS replied to you in Room r3", only("eve", "r3", "reply").getString("title"));
        assertEquals("m", only("fay", "r3", "reply").getString("message"));
        post("eve", "{'room':'r3','text':'to myself','replyTo':'root','thread':'root'}");
        assertEquals(List.of("reply", "invite"), kinds("eve", "r3"));
    }

    @Test
    void theStrongestReasonIsTheOnlyOne() {
        var room = house.call("hal", "rooms.direct", "{'users':['ida','jon']}").getJsonObject("room")
            .getString("id");
        post("ida", "{'room':'" + room + "','id':'first','text':'hi'}");
        post("hal", "{'room':'" + room + "','text':'@ida look','replyTo':'first'}");
        post("hal", "{'room':'" + room + "','text':'look','replyTo':'first','thread':'first'}");
        post("hal", "{'room':'" + room + "','text':'look'}");
        assertEquals(List.of("direct", "reply", "mention"), kinds("ida", room));
        assertEquals(List.of("direct", "direct", "direct", "direct"), kinds("jon", room));
        assertEquals("HAL wrote to you", list("ida", "{}").getFirst().getString("title"));
        assertEquals(List.of("direct"), kinds("hal", room));
    }

    @Test
    void anInvitationIsToldWithTheRoomThatItIsTo() {
        room("r4", "'kim'");
        house.call("ana", "rooms.invite", "{'room':'r4','user':'leo'}");
        house.call("ana", "rooms.invite", "{'room':'r4','user':'leo'}");
        for (var user : List.of("kim", "leo")) {
            var told = only(user, "r4", "invite");
            assertEquals("ANA invited you to Room r4", told.getString("title"));
            assertNull(told.getString("message"));
            assertEquals(List.of("room.invited", "notification"),
                house.log("user." + user, 0).stream().map(event -> event.getString("type")).toList());
        }
        house.call("leo", "rooms.leave", "{'room':'r4'}");
        house.call("ana", "rooms.invite", "{'room':'r4','user':'leo'}");
        assertEquals(List.of("invite", "invite"), kinds("leo", "r4"));
    }

    @Test
    void anOrdinaryMessageIsToldToNobodyHoweverMuchTheyWant() {
        room("r5", "'max'");
        house.call("max", "notifications.preferences", "{'notify':'all'}");
        house.call("max", "notifications.preferences", "{'room':'r5','notify':'all'}");
        var before = house.log("user.max", 0).size();
        post("ana", "{'room':'r5','text':'to everybody'}");
        assertEquals(before, house.log("user.max", 0).size());
    }

    @Test
    void aRepeatedPostIsToldOnce() {
        room("r6", "'nat'");
        post("ana", "{'room':'r6','id':'m','text':'@nat'}");
        assertTrue(post("ana", "{'room':'r6','id':'m','text':'@nat again'}").getBoolean("duplicate"));
        assertEquals(List.of("mention", "invite"), kinds("nat", "r6"));
    }

    @Test
    void aRefusedPostIsToldToNobody() {
        room("r7", "'oda'");
        house.call("ana", "rooms.mute", "{'room':'r7','user':'oda','seconds':100}");
        assertTrue(house.ask(0, "oda", "messages.post", "{'room':'r7','text':'@ana'}")
            .transform(done -> io.vertx.core.Future.succeededFuture(done.failed()))
            .toCompletionStage().toCompletableFuture().join());
        assertEquals(List.of(), kinds("ana", "r7"));
    }

    @Test
    void anEditTellsThoseWhomOnlyTheNewTextMentions() {
        room("r8", "'pam','quy'");
        post("ana", "{'room':'r8','id':'m','text':'@pam'}");
        house.call("ana", "messages.edit", "{'room':'r8','id':'m','text':'@pam @quy'}");
        house.call("ana", "messages.edit", "{'room':'r8','id':'m','text':'@pam'}");
        house.call("ana", "messages.edit", "{'room':'r8','id':'m','text':'@quy @pam @ana'}");
        assertEquals(List.of("mention", "invite"), kinds("pam", "r8"));
        assertEquals(List.of("mention", "invite"), kinds("quy", "r8"));
        assertEquals("@pam @quy", only("quy", "r8", "mention").getString("body"));
        assertEquals(List.of(), kinds("ana", "r8"));
    }

    @Test
    void whoIsNotInTheRoomAnyMoreIsNotTold() {
        room("r9", "'rex'");
        post("rex", "{'room':'r9','id':'m','text':'bye'}");
        house.call("rex", "rooms.leave", "{'room':'r9'}");
        post("ana", "{'room':'r9','text':'@rex','replyTo':'m','mentions':['rex']}");
        assertEquals(List.of("invite"), kinds("rex", "r9"));
    }

    @Test
    void aLongTextIsToldByItsBeginning() {
        room("r10", "'sue'");
        post("ana", "{'room':'r10','text':'@sue " + "\uD83D\uDE00".repeat(1_000) + "'}");
        assertEquals("@sue " + "\uD83D\uDE00".repeat(295), only("sue", "r10", "mention").getString("body"));
    }

    @Test
    void aDeletedMessageTakesItsWordsOutOfWhatWasTold() {
        room("r11", "'tom'");
        post("ana", "{'room':'r11','id':'m','text':'secret @tom'}");
        var told = only("tom", "r11", "mention");
        house.call("ana", "messages.delete", "{'room':'r11','id':'m'}");
        var now = only("tom", "r11", "mention");
        told.remove("body");
        assertEquals(told, now);
        assertFalse(house.log("user.tom", 0).toString().contains("secret"));
        var event = house.log("user.tom", 0).getLast();
        assertEquals("notification.withdrawn", event.getString("type"));
        assertEquals(List.of(now.getString("id")), event.getJsonObject("data").getJsonArray("ids").getList());
        assertEquals(List.of(now.getLong("seq")),
            house.publication("user.tom", event.getLong("seq")).blanks());
        assertEquals(event, house.rung("user.tom").getLast());
    }

    private static void room(String id, String members) {
        house.call("ana", "rooms.create", "{'id':'" + id + "','name':'Room " + id
            + "','visibility':'private','members':[" + members + "]}");
    }

    private static JsonObject post(String user, String body) {
        return house.call(user, "messages.post", body);
    }

    private static List<JsonObject> list(String user, String body) {
        return house.call(user, "notifications.list", body).getJsonArray("notifications").stream()
            .map(JsonObject.class::cast).toList();
    }

    private static Stream<JsonObject> of(String user, String room) {
        return list(user, "{'limit':200}").stream().filter(told -> room.equals(told.getString("room")));
    }

    private static List<String> kinds(String user, String room) {
        return of(user, room).map(told -> told.getString("kind")).toList();
    }

    private static JsonObject only(String user, String room, String kind) {
        var found = of(user, room).filter(told -> told.getString("kind").equals(kind)).toList();
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }
}

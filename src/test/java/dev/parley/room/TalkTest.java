package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TalkTest {

    private static RoomHouse house;

    private String room;

    @BeforeAll
    static void open() {
        house = new RoomHouse(1);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** A public room of ana (owner), mod, bob and the reader rea, with ana's message m1. */
    @BeforeEach
    void furnish() {
        room = UUID.randomUUID().toString();
        house.call("ana", "rooms.create", "{'id':'" + room
            + "','name':'Talk','visibility':'public','members':['mod','bob','rea']}");
        call("ana", "rooms.role", "{'user':'mod','role':'moderator'}");
        call("ana", "rooms.role", "{'user':'rea','role':'reader'}");
        call("ana", "messages.post", "{'id':'m1','text':'one','client':{'k':[1]}}");
    }

    @Test
    void anEditReplacesTheTextAndRaisesTheVersion() {
        var edited = call("ana", "messages.edit", "{'id':'m1','text':'two @bob','version':1}")
            .getJsonObject("message");
        assertEquals("two @bob", edited.getString("text"));
        assertEquals(2, edited.getInteger("version"));
        assertEquals(new JsonArray().add("bob"), edited.getJsonArray("mentions"));
        assertEquals(new JsonObject("{\"k\":[1]}"), edited.getJsonObject("client"));
        assertTrue(edited.getString("editedAt").compareTo(edited.getString("at")) >= 0);
        assertEquals(edited, message("ana", "m1"));
        assertEquals("message.edited", last().getString("type"));
        assertEquals(edited, last().getJsonObject("data").getJsonObject("message"));
    }

    @Test
    void anEditKeepsWhomTheClientNamedAndReadsTheTextAgain() {
        call("ana", "messages.post", "{'id':'m2','text':'@rea hi','mentions':['mod','eve','bob']}");
        assertEquals("[\"mod\",\"bob\",\"rea\"]", message("ana", "m2").getJsonArray("mentions").encode());
        call("ana", "messages.edit", "{'id':'m2','text':'hi @ana and @bob'}");
        assertEquals("[\"mod\",\"bob\",\"ana\"]", message("ana", "m2").getJsonArray("mentions").encode());
        call("ana", "messages.edit", "{'id':'m2','text':'hi'}");
        assertEquals("[\"mod\",\"bob\"]", message("ana", "m2").getJsonArray("mentions").encode());
    }

    @Test
    void aReplayShowsTheMessageAsItWasTold() {
        call("ana", "messages.post", "{'id':'m2','text':'hi @bob'}");
        var told = last();
        call("ana", "messages.edit", "{'id':'m2','text':'hi @mod'}");
        assertEquals(told, house.log("room." + room, told.getLong("seq") - 1).getFirst());
    }

    @Test
    void twoEditorsDoNotOverwriteEachOtherUnseen() {
        call("ana", "messages.edit", "{'id':'m1','text':'two','version':1}");
        var refusal = refused(FailureType.CONFLICT, "ana", "messages.edit",
            "{'id':'m1','text':'other','version':1}");
        assertEquals(2, refusal.getInteger("current"));
        call("ana", "messages.edit", "{'id':'m1','text':'other','version':2}");
    }

    @Test
    void theSameEditTwiceIsOne() {
        call("ana", "messages.edit", "{'id':'m1','text':'two','version':1}");
        long head = last().getLong("seq");
        assertEquals(message("ana", "m1"),
            call("ana", "messages.edit", "{'id':'m1','text':'two','version':1}").getJsonObject("message"));
        assertEquals(head, last().getLong("seq"));
    }

    @Test
    void onlyTheAuthorEditsAndOnlyWhatIsThere() {
        refused(FailureType.FORBIDDEN, "mod", "messages.edit", "{'id':'m1','text':'x'}");
        refused(FailureType.NOT_FOUND, "ana", "messages.edit", "{'id':'m9','text':'x'}");
        call("ana", "messages.delete", "{'id':'m1'}");
        refused(FailureType.GONE, "ana", "messages.edit", "{'id':'m1','text':'x'}");
        refused(FailureType.GONE, "ana", "messages.react", "{'id':'m1','emoji':'+1'}");
        refused(FailureType.GONE, "ana", "messages.pin", "{'id':'m1'}");
    }

    @Test
    void aDeletedTextIsGoneFromEverythingThatIsKept() {
        call("ana", "messages.edit", "{'id':'m1','text':'shameful two'}");
        call("bob", "messages.react", "{'id':'m1','emoji':'+1'}");
        call("mod", "messages.pin", "{'id':'m1'}");
        call("mod", "messages.delete", "{'id':'m1'}");
        call("mod", "messages.delete", "{'id':'m1'}");
        var tombstone = message("bob", "m1");
        assertTrue(tombstone.getBoolean("deleted"));
        assertEquals("", tombstone.getString("text"));
        assertNull(tombstone.getValue("client"));
        assertEquals(new JsonArray(), tombstone.getJsonArray("reactions"));
        var log = house.log("room." + room, 0);
        assertFalse(log.toString().contains("shameful") || log.toString().contains("one"), log::toString);
        for (var event : log) {
            if (event.getString("type").matches("message.(posted|edited)")) {
                assertEquals(tombstone, event.getJsonObject("data").getJsonObject("message"));
            }
        }
        assertEquals(1, log.stream().filter(e -> e.getString("type").equals("message.deleted")).count());
        var deletion = house.publication("room." + room, last().getLong("seq"));
        assertEquals(List.of(posted(), posted() + 1), deletion.blanks());
        assertFalse(last().encode().contains("blanks"));
    }

    @Test
    void membersDeleteOnlyTheirOwn() {
        refused(FailureType.FORBIDDEN, "bob", "messages.delete", "{'id':'m1'}");
        call("bob", "messages.post", "{'id':'m2','text':'mine'}");
        call("bob", "messages.delete", "{'id':'m2'}");
        refused(FailureType.NOT_FOUND, "bob", "messages.delete", "{'id':'m9'}");
        call("mod", "messages.delete", "{'id':'m1'}");
    }

    @Test
    void theSameReactionTwiceIsOne() {
        assertEquals(1, call("bob", "messages.react", "{'id':'m1','emoji':'+1'}").getInteger("count"));
        assertEquals(1, call("bob", "messages.react", "{'id':'m1','emoji':'+1'}").getInteger("count"));
        assertEquals(2, call("rea", "messages.react", "{'id':'m1','emoji':'+1'}").getInteger("count"));
        call("ana", "messages.react", "{'id':'m1','emoji':'x'}");
        assertEquals("[{\"emoji\":\"+1\",\"count\":2,\"mine\":true},{\"emoji\":\"x\",\"count\":1}]",
            message("bob", "m1").getJsonArray("reactions").encode());
        assertEquals(1, call("rea", "messages.unreact", "{'id':'m1','emoji':'+1'}").getInteger("count"));
        assertEquals(0, call("bob", "messages.unreact", "{'id':'m1','emoji':'+1'}").getInteger("count"));
        assertEquals(0, call("bob", "messages.unreact", "{'id':'m1','emoji':'+1'}").getInteger("count"));
        assertEquals(List.of("reaction.added", "reaction.added", "reaction.added", "reaction.removed",
            "reaction.removed"), RoomsTest.types(house.log("room." + room, posted())));
        refused(FailureType.FORBIDDEN, "eve", "messages.react", "{'id':'m1','emoji':'+1'}");
    }

    @Test
    void moderatorsPin() {
        refused(FailureType.FORBIDDEN, "bob", "messages.pin", "{'id':'m1'}");
        call("mod", "messages.pin", "{'id':'m1'}");
        call("mod", "messages.pin", "{'id':'m1'}");
        assertTrue(message("bob", "m1").getBoolean("pinned"));
        assertEquals(List.of("m1"), ids(call("bob", "messages.pins", "{}")));
        call("mod", "messages.unpin", "{'id':'m1'}");
        assertEquals(List.of(), ids(call("bob", "messages.pins", "{}")));
        assertEquals(List.of("message.pinned", "message.unpinned"),
            RoomsTest.types(house.log("room." + room, posted())));
    }

    @Test
    void aThreadHangsUnderItsRoot() {
        for (int i = 2; i < 7; i++) {
            var body = "{'id':'m" + i + "','text':'t','thread':'m1','replyTo':'m1'}";
            call(i % 2 == 0 ? "bob" : "mod", "messages.post", body);
        }
        call("bob", "messages.delete", "{'id':'m6'}");
        var replies = message("ana", "m1").getJsonObject("replies");
        assertEquals(4, replies.getInteger("count"));
        assertEquals(new JsonArray().add("mod").add("bob"), replies.getJsonArray("users"));
        assertEquals(message("ana", "m5").getString("at"), replies.getString("lastAt"));
        var page = call("ana", "messages.thread", "{'id':'m1','limit':3}");
        assertEquals("m1", page.getJsonObject("root").getString("id"));
        assertEquals(List.of("m2", "m3", "m4"), ids(page));
        assertTrue(page.getBoolean("more"));
        var rest = call("ana", "messages.thread", "{'id':'m1','after':'" + page.getString("next") + "'}");
        assertEquals(List.of("m5", "m6"), ids(rest));
        assertFalse(rest.getBoolean("more"));
        refused(FailureType.NOT_FOUND, "ana", "messages.post", "{'text':'t','thread':'m9'}");
        refused(FailureType.NOT_FOUND, "ana", "messages.post", "{'text':'t','replyTo':'m9'}");
        refused(FailureType.BAD_REQUEST, "ana", "messages.post", "{'text':'t','thread':'m2'}");
        refused(FailureType.NOT_FOUND, "ana", "messages.thread", "{'id':'m9'}");
    }

    @Test
    void readersReadAndReactButDoNotWrite() {
        refused(FailureType.FORBIDDEN, "rea", "messages.post", "{'text':'x'}");
        call("rea", "messages.react", "{'id':'m1','emoji':'+1'}");
        assertEquals("m1", message("rea", "m1").getString("id"));
    }

    @Test
    void anArchivedRoomTakesNoMoreWrites() {
        call("ana", "rooms.update", "{'archived':true}");
        refused(FailureType.GONE, "ana", "messages.post", "{'text':'x'}");
        for (var command : List.of("messages.edit", "messages.delete", "messages.react",
            "messages.pin", "rooms.invite", "rooms.mute", "rooms.remove")) {
            refused(FailureType.GONE, "ana", command,
                "{'id':'m1','text':'x','emoji':'+1','user':'bob','seconds':5}");
        }
        assertEquals(1, call("eve", "messages.history", "{}").getJsonArray("messages").size());
        call("ana", "rooms.update", "{'archived':false}");
        call("ana", "messages.post", "{'text':'again'}");
    }

    private JsonObject call(String user, String command, String body) {
        return house.call(user, command, here(body));
    }

    private JsonObject refused(FailureType type, String user, String command, String body) {
        return house.refused(type, user, command, here(body)).details();
    }

    private String here(String body) {
        return "{'room':'" + room + "'" + (body.equals("{}") ? "" : ",") + body.substring(1);
    }

    private JsonObject message(String user, String id) {
        return call(user, "messages.get", "{'id':'" + id + "'}").getJsonObject("message");
    }

    private JsonObject last() {
        return house.log("room." + room, 0).getLast();
    }

    private long posted() {
        return message("ana", "m1").getLong("seq");
    }

    static List<String> ids(JsonObject page) {
        return page.getJsonArray("messages").stream().map(m -> ((JsonObject) m).getString("id")).toList();
    }
}

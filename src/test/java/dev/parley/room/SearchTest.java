package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.protocol.FailureType;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(1);
        house.call("ana", "rooms.create", "{'id':'open','name':'Open','visibility':'public'}");
        house.call("ana", "rooms.create",
            "{'id':'shut','name':'Shut','visibility':'private','members':['bob']}");
        post("open", "o1", "The Quick brown fox");
        post("shut", "s1", "a quick word in private");
        post("open", "o2", "Élan vital, quick and QUICK");
        post("open", "o3", "something slow");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void findsAllWordsNewestFirst() {
        assertEquals(List.of("o2", "s1", "o1"), found("bob", "'query':'quick'"));
        assertEquals(List.of("o1"), found("bob", "'query':'FOX quick'"));
        assertEquals(List.of("o2"), found("bob", "'query':'elan'"));
        assertEquals(List.of(), found("bob", "'query':'quick slow'"));
        assertEquals(List.of(), found("bob", "'query':'qui'"));
    }

    @Test
    void staysWithinWhatTheSeekerMayRead() {
        assertEquals(List.of("o2", "o1"), found("stranger", "'query':'quick'"));
        assertEquals(List.of("s1"), found("bob", "'query':'quick','room':'shut'"));
        house.refused(FailureType.NOT_FOUND, "stranger", "messages.search",
            "{'query':'quick','room':'shut'}");
        house.call("evil", "rooms.join", "{'room':'open'}");
        house.call("ana", "rooms.remove", "{'room':'open','user':'evil','ban':true}");
        assertEquals(List.of(), found("evil", "'query':'quick'"));
        house.refused(FailureType.FORBIDDEN, "evil", "messages.search", "{'query':'quick','room':'open'}");
    }

    @Test
    void narrowsByAuthorAndTime() {
        assertEquals(List.of(), found("bob", "'query':'quick','by':'bob'"));
        assertEquals(List.of("s1"), found("bob", "'query':'quick','by':'ana','room':'shut'"));
        var at = house.call("bob", "messages.get", "{'room':'open','id':'o2'}")
            .getJsonObject("message").getString("at");
        assertEquals("o2", found("bob", "'query':'quick','from':'" + at + "'").getFirst());
        assertFalse(found("bob", "'query':'quick','to':'" + at + "'").contains("o2"));
        assertEquals(List.of(), found("bob", "'query':'quick','from':'2100-01-01T00:00:00.000Z'"));
    }

    @Test
    void pagesWithoutGapOrRepeat() {
        for (var where : List.of("", ",'room':'paged'")) {
            if (where.isEmpty()) {
                house.call("ana", "rooms.create", "{'id':'paged','name':'P','visibility':'private'}");
                for (int i = 0; i < 7; i++) {
                    post("paged", "p" + i, "needle " + i);
                }
            }
            var all = new ArrayList<String>();
            var after = "";
            for (var more = true; more; ) {
                var page = house.call("ana", "messages.search",
                    "{'query':'needle','limit':3" + where + after + "}");
                all.addAll(TalkTest.ids(page));
                more = page.getBoolean("more");
                assertEquals(more, page.containsKey("next"));
                after = ",'after':'" + page.getString("next") + "'";
            }
            assertEquals(List.of("p6", "p5", "p4", "p3", "p2", "p1", "p0"), all);
        }
    }

    @Test
    void followsEditsAndDeletions() {
        post("open", "e1", "zebra first");
        house.call("ana", "messages.edit", "{'room':'open','id':'e1','text':'giraffe second'}");
        assertEquals(List.of(), found("bob", "'query':'zebra'"));
        assertEquals(List.of("e1"), found("bob", "'query':'giraffe'"));
        house.call("ana", "messages.delete", "{'room':'open','id':'e1'}");
        assertEquals(List.of(), found("bob", "'query':'giraffe'"));
    }

    @Test
    void marksWhereTheWordsStand() {
        post("open", "h1", "😀 Über über <b>alles</b>");
        var message = messages("bob", "'query':'uber alles'").getFirst();
        assertEquals("[[3,7],[8,12],[16,21]]", message.getJsonArray("highlights").encode());
        assertEquals("😀 Über über <b>alles</b>", message.getString("text"));
        assertEquals("open", message.getString("room"));
    }

    @Test
    void refusesWhatCannotBeSought() {
        house.refused(FailureType.BAD_REQUEST, "bob", "messages.search", "{'query':'-- !'}");
        house.refused(FailureType.BAD_REQUEST, "bob", "messages.search", "{}");
        house.refused(FailureType.BAD_REQUEST, "bob", "messages.search", "{'query':'a','after':'nonsense'}");
        house.refused(FailureType.BAD_REQUEST, "bob", "messages.search", "{'query':'a','from':'yesterday'}");
        house.refused(FailureType.TOO_LARGE, "bob", "messages.search",
            "{'query':'a b c d e f g h i j k l m n o p q r s t u v'}");
    }

    private static void post(String room, String id, String text) {
        house.call("ana", "messages.post",
            new JsonObject().put("room", room).put("id", id).put("text", text));
    }

    private static List<String> found(String user, String query) {
        return messages(user, query).stream().map(message -> message.getString("id")).toList();
    }

    private static List<JsonObject> messages(String user, String query) {
        return house.call(user, "messages.search", "{" + query + "}").getJsonArray("messages").stream()
            .map(JsonObject.class::cast).toList();
    }
}

package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final int MESSAGES = 10;
    /** Seventeen of them pass what a page holds. */
    private static final int LARGE = 40;

    private static RoomHouse house;
    private static final List<Long> SEQS = new ArrayList<>();

    /** Ten messages, and between them publications that are none. */
    @BeforeAll
    static void open() {
        house = new RoomHouse(1);
        house.call("ana", "rooms.create", "{'id':'r','name':'R','visibility':'public'}");
        for (int i = 0; i < MESSAGES; i++) {
            var posted = house.call("ana", "messages.post", "{'room':'r','id':'m" + i + "','text':'t'}");
            SEQS.add(posted.getLong("seq"));
            house.call("ana", "messages.react", "{'room':'r','id':'m" + i + "','emoji':'+1'}");
        }
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void withoutAWindowGivesTheNewest() {
        expect(7, 10, true, "'limit':3");
        expect(0, 10, false, "'limit':10");
        expect(0, 10, false, "'limit':11");
    }

    @Test
    void beforeIsExclusive() {
        expect(2, 5, true, "'limit':3,'before':" + SEQS.get(5));
        expect(2, 6, true, "'limit':4,'before':" + (SEQS.get(5) + 1));
        expect(0, 3, false, "'limit':3,'before':" + SEQS.get(3));
        expect(0, 0, false, "'before':" + SEQS.get(0));
        expect(0, 0, false, "'before':0");
        expect(5, 10, true, "'limit':5,'before':9007199254740991");
    }

    @Test
    void afterIsExclusive() {
        expect(0, 3, true, "'limit':3,'after':0");
        expect(6, 8, true, "'limit':2,'after':" + SEQS.get(5));
        expect(6, 10, false, "'limit':4,'after':" + SEQS.get(5));
        expect(5, 10, false, "'limit':5,'after':" + (SEQS.get(5) - 1));
        expect(10, 10, false, "'after':" + SEQS.get(9));
        expect(10, 10, false, "'after':9007199254740991");
    }

    @Test
    void aroundStandsInTheMiddle() {
        expectAround(3, 7, true, true, "'limit':4,'around':" + SEQS.get(5));
        expectAround(3, 8, true, true, "'limit':5,'around':" + SEQS.get(5));
        expectAround(0, 2, false, true, "'limit':4,'around':" + SEQS.get(0));
        expectAround(8, 10, true, false, "'limit':4,'around':999999");
        expectAround(5, 6, true, true, "'limit':1,'around':" + SEQS.get(5));
        expectAround(0, 10, false, false, "'limit':20,'around':" + SEQS.get(5));
    }

    @Test
    void largeMessagesMakeShortPagesOfWhichNoneIsMissing() {
        house.call("ana", "rooms.create", "{'id':'large','name':'L','visibility':'public'}");
        for (int i = 0; i < LARGE; i++) {
            house.call("ana", "messages.post", "{'room':'large','id':'l" + i + "','text':'"
                + "x".repeat(16_000) + "'}");
        }
        var pages = 0;
        var read = new ArrayList<String>();
        var window = "";
        for (var more = true; more; pages++) {
            var page = house.call("ana", "messages.history", "{'room':'large','limit':200" + window + "}");
            var messages = page.getJsonArray("messages");
            for (int i = messages.size() - 1; i >= 0; i--) {
                read.add(messages.getJsonObject(i).getString("id"));
            }
            window = ",'before':" + messages.getJsonObject(0).getLong("seq");
            more = page.getBoolean("more");
        }
        assertEquals(3, pages);
        assertEquals(IntStream.range(0, LARGE).mapToObj(i -> "l" + (LARGE - 1 - i)).toList(), read);
    }

    @Test
    void twoWindowsAreRefused() {
        house.refused(FailureType.BAD_REQUEST, "ana", "messages.history",
            "{'room':'r','before':5,'after':1}");
    }

    @Test
    void whatIsPostedIsWhatIsReadLiveAndReplayed() {
        var posted = house.call("bob2", "rooms.join", "{'room':'r'}");
        assertEquals("member", posted.getJsonObject("member").getString("role"));
        house.call("ana", "rooms.create", "{'id':'same','name':'S','visibility':'public','members':['bob']}");
        var reply = house.call("ana", "messages.post", "{'room':'same','id':'x1','text':'a \\\\ b @bob @zed',"
            + "'mentions':['zed'],'client':{'n':[1,null]},'attachments':[{'name':'a','url':'https://a/b'}]}");
        var message = house.call("bob", "messages.get", "{'room':'same','id':'x1'}").getJsonObject("message");
        assertEquals("a \\ b @bob @zed", message.getString("text"));
        assertEquals("[\"bob\"]", message.getJsonArray("mentions").encode());
        assertEquals(reply.getLong("seq"), message.getLong("seq"));
        assertEquals(reply.getString("at"), message.getString("at"));
        assertEquals(1, message.getInteger("version"));
        assertEquals(1, message.getInteger("n"));
        var event = house.log("room.same", 3).getFirst();
        assertEquals(message, event.getJsonObject("data").getJsonObject("message"));
        assertEquals("x1", event.getString("id"));
        assertEquals("ana", event.getString("by"));
        assertEquals(event, house.rung("room.same").getLast());
        var again = house.call("ana", "messages.post", "{'room':'same','id':'x1','text':'other'}");
        assertEquals(reply.copy().put("duplicate", true), again);
        house.refused(FailureType.CONFLICT, "bob", "messages.post", "{'room':'same','id':'x1','text':'b'}");
    }

    private static void expect(int from, int to, boolean more, String window) {
        var page = page(from, to, window);
        assertEquals(more, page.getBoolean("more"), window);
        assertFalse(page.containsKey("moreBefore"));
    }

    private static void expectAround(int from, int to, boolean before, boolean after, String window) {
        var page = page(from, to, window);
        assertEquals(before, page.getBoolean("moreBefore"), window);
        assertEquals(after, page.getBoolean("moreAfter"), window);
        assertFalse(page.containsKey("more"));
    }

    private static JsonObject page(int from, int to, String window) {
        var page = house.call("ana", "messages.history", "{'room':'r'," + window + "}");
        assertEquals(IntStream.range(from, to).mapToObj(i -> "m" + i).toList(), TalkTest.ids(page), window);
        assertTrue(page.getJsonObject("head").getLong("seq") >= SEQS.getLast() + 1);
        assertFalse(page.getJsonObject("head").getString("epoch").isEmpty());
        return page;
    }
}

package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import dev.parley.testing.Seed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final int NODES = 3;

    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(NODES, "rooms.receiptsMax=4");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void readingMovesForwardOnlyAndNotBeyondTheHead() {
        room("forward", "ana", "bob");
        long first = post("forward", "ana");
        long second = post("forward", "ana");
        assertEquals(2, unread("bob", "forward"));
        assertEquals(first, read("bob", "forward", first).getLong("read"));
        assertEquals(1, unread("bob", "forward"));
        assertEquals(second, read("bob", "forward", 999_999).getLong("read"));
        assertEquals(second, read("bob", "forward", first).getLong("read"));
        assertEquals(0, unread("bob", "forward"));
        assertEquals(0, read("bob", "forward", 0).getLong("unread"));
        var you = house.call("bob", "rooms.get", "{'room':'forward'}").getJsonObject("room")
            .getJsonObject("you");
        assertEquals(second, you.getLong("read"));
        assertEquals(0, you.getLong("unread"));
    }

    @Test
    void joiningBeginsAtTheHeadAndPostingReadsWhatStandsBefore() {
        room("begin", "ana", "bob");
        post("begin", "ana");
        house.call("cyd", "rooms.join", "{'room':'begin'}");
        assertEquals(0, unread("cyd", "begin"));
        long last = post("begin", "bob");
        assertEquals(0, unread("bob", "begin"));
        assertEquals(1, unread("cyd", "begin"));
        assertEquals(1, unread("ana", "begin"));
        assertEquals(last, receipt("ana", "begin", "bob").getLong("read"));
    }

    @Test
    void deletedMessagesAndTheirMentionsAreNotUnread() {
        room("deleted", "ana", "bob");
        house.call("ana", "messages.post", "{'room':'deleted','id':'d1','text':'@bob'}");
        house.call("ana", "messages.post", "{'room':'deleted','id':'d2','text':'@bob','thread':'d1'}");
        assertEquals("2 2", counts("bob", "deleted"));
        house.call("ana", "messages.edit", "{'room':'deleted','id':'d2','text':'nobody'}");
        assertEquals("2 1", counts("bob", "deleted"));
        house.call("ana", "messages.delete", "{'room':'deleted','id':'d1'}");
        assertEquals("1 0", counts("bob", "deleted"));
    }

    @Test
    void deliveredRunsAheadOfReadAndNeverBehind() {
        room("delivered", "ana", "bob");
        long first = post("delivered", "ana");
        long second = post("delivered", "ana");
        house.call("bob", "receipts.delivered", "{'room':'delivered','seq':" + second + "}");
        assertTrue(receipt("ana", "delivered", "bob").getLong("read") < first);
        assertEquals(second, receipt("ana", "delivered", "bob").getLong("delivered"));
        house.call("bob", "receipts.delivered", "{'room':'delivered','seq':" + first + "}");
        assertEquals(second, receipt("ana", "delivered", "bob").getLong("delivered"));
        long third = post("delivered", "ana");
        read("bob", "delivered", third);
        assertEquals(third, receipt("ana", "delivered", "bob").getLong("delivered"));
    }

    @Test
    void whatMovedIsToldToTheRoomAndToOnesOwnDevices() {
        room("told", "ana", "bob");
        long seq = post("told", "ana");
        read("bob", "told", seq);
        Await.until(() -> !house.signals("room.told", "receipts").isEmpty());
        var receipt = house.signals("room.told", "receipts").getLast().getJsonObject("data")
            .getJsonArray("receipts").getJsonObject(0);
        assertEquals(new JsonObject().put("user", "bob").put("read", seq).put("delivered", seq), receipt);
        var own = house.signals("user.bob", "receipt.own");
        assertTrue(own.stream().map(signal -> signal.getJsonObject("data"))
            .anyMatch(new JsonObject().put("room", "told").put("read", seq)::equals), own::toString);
        int before = house.signals("user.bob", "receipt.own").size();
        read("bob", "told", seq);
        assertEquals(before, house.signals("user.bob", "receipt.own").size());
    }

    @Test
    void largeRoomsAreSilentButStillAnswer() {
        room("large", "ana", "bob", "m1", "m2", "m3");
        long seq = post("large", "ana");
        read("bob", "large", seq);
        assertEquals(seq, receipt("ana", "large", "bob").getLong("read"));
        assertEquals(List.of(), house.signals("room.large", "receipts"));
        var list = house.call("ana", "receipts.list", "{'room':'large'}");
        assertEquals(5, list.getJsonArray("receipts").size());
        assertEquals(seq, list.getJsonObject("head").getLong("seq"));
    }

    @Test
    void onlyMembersRead() {
        room("members", "ana", "bob");
        house.refused(FailureType.FORBIDDEN, "eve", "receipts.read", "{'room':'members','seq':1}");
        house.refused(FailureType.NOT_FOUND, "eve", "receipts.read", "{'room':'absent','seq':1}");
        house.refused(FailureType.NOT_FOUND, "eve", "receipts.list", "{'room':'absent'}");
        house.refused(FailureType.BAD_REQUEST, "ana", "receipts.read", "{'room':'members'}");
        house.refused(FailureType.BAD_REQUEST, "ana", "receipts.read", "{'room':'members','seq':-1}");
    }

    @Test
    void countsEqualACountByHandAfterMuchHappenedOnAllNodesAtOnce() {
        var seed = Seed.of(ReceiptsTest.class);
        var random = new Random(seed);
        var people = List.of("p0", "p1", "p2", "p3");
        room("busy", "p0", "p1", "p2", "p3");
        var asked = new ArrayList<Future<JsonObject>>();
        for (int i = 0; i < 600; i++) {
            var user = people.get(random.nextInt(4));
            var node = random.nextInt(NODES);
            asked.add(switch (random.nextInt(4)) {
                case 0, 1 -> house.ask(node, user, "messages.post", "{'room':'busy','id':'b" + i
                    + "','text':'hi @p" + random.nextInt(4) + "'}");
                case 2 -> house.ask(node, "p0", "messages.delete",
                    "{'room':'busy','id':'b" + random.nextInt(i + 1) + "'}");
                default -> house.ask(node, user, "receipts.read",
                    "{'room':'busy','seq':" + random.nextInt(i + 5) + "}");
            });
        }
        RoomHouse.await(Future.join(asked).otherwiseEmpty());
        asked.stream().filter(Future::succeeded).map(Future::result).filter(one -> one.containsKey("unread"))
            .forEach(one -> assertTrue(one.getLong("unread") >= one.getLong("mentions")
                && one.getLong("mentions") >= 0, one::encode));
        var messages = RoomModel.fetch(house, "p0", "busy").state();
        for (var user : people) {
            assertEquals(byHand(messages, user), counts(user, "busy"), user);
        }
    }

    private static String byHand(Map<String, JsonObject> state, String user) {
        long read = receipt("p0", "busy", user).getLong("read");
        var unread = state.entrySet().stream().filter(entry -> entry.getKey().startsWith("message "))
            .map(Map.Entry::getValue).filter(message -> message.getLong("seq") > read)
            .filter(message -> !message.getBoolean("deleted", false) && !message.getString("by").equals(user))
            .toList();
        return unread.size() + " " + unread.stream()
            .filter(message -> message.getJsonArray("mentions").contains(user)).count();
    }

    private static void room(String id, String owner, String... members) {
        house.call(owner, "rooms.create", new JsonObject().put("id", id).put("name", id)
            .put("visibility", "public").put("members", List.of(members)));
    }

    private static long post(String room, String user) {
        return house.call(user, "messages.post", "{'room':'" + room + "','text':'x'}").getLong("seq");
    }

    private static JsonObject read(String user, String room, long seq) {
        return house.call(user, "receipts.read", "{'room':'" + room + "','seq':" + seq + "}");
    }

    private static JsonObject receipt(String viewer, String room, String user) {
        return house.call(viewer, "receipts.list", "{'room':'" + room + "'}").getJsonArray("receipts")
            .stream().map(JsonObject.class::cast).filter(one -> one.getString("user").equals(user))
            .findFirst().orElseThrow();
    }

    private static long unread(String user, String room) {
        return Long.parseLong(counts(user, room).split(" ")[0]);
    }

    /** As the list of all rooms says, which must agree with what the room itself says. */
    private static String counts(String user, String room) {
        var all = house.call(user, "receipts.unread", "{}");
        var rooms = new HashMap<String, JsonObject>();
        all.getJsonArray("rooms").forEach(one -> rooms.put(((JsonObject) one).getString("room"),
            (JsonObject) one));
        assertEquals(all.getLong("unread"),
            rooms.values().stream().mapToLong(entry -> entry.getLong("unread")).sum());
        var you = house.call(user, "rooms.get", "{'room':'" + room + "'}").getJsonObject("room")
            .getJsonObject("you");
        var one = rooms.get(room);
        assertEquals(you.getLong("unread"), one.getLong("unread"));
        assertEquals(you.getLong("mentions"), one.getLong("mentions"));
        return one.getLong("unread") + " " + one.getLong("mentions");
    }
}

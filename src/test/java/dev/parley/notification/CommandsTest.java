package dev.parley.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import dev.parley.room.RoomHouse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands of {@code parley.notifications}, and each of their refusals. */
class CommandsTest {

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
    void whatAnAdminPushesArrivesAsItIs() {
        var reply = house.call("root", "notifications.push", "{'user':'ana','id':'p1','kind':'order.paid',"
            + "'title':'Paid','body':'Order 7','link':'/orders/7','data':{'total':7.50,'read':false}}");
        var told = list("ana", "{}").getFirst();
        assertEquals(new JsonObject("{\"id\":\"p1\",\"seq\":1,\"kind\":\"order.paid\",\"title\":\"Paid\","
            + "\"body\":\"Order 7\",\"link\":\"/orders/7\",\"by\":\"root\",\"read\":false,"
            + "\"data\":{\"total\":7.50,\"read\":false}}").put("at", reply.getString("at")), told);
        assertEquals("p1", reply.getString("id"));
        assertEquals(1, reply.getLong("seq"));
        house.call("ana", "notifications.read", "{'ids':['p1']}");
        assertEquals(told.put("read", true), list("ana", "{}").getFirst());
    }

    @Test
    void aRepeatedPushIsOne() {
        var push = "{'user':'bob','id':'same','kind':'k','title':'t'}";
        var first = house.call("root", "notifications.push", push);
        assertEquals(first.copy().put("duplicate", true), house.call("root", "notifications.push", push));
        assertEquals(1, house.log("user.bob", 0).size());
        house.sql("update parley.publication set author = 'else' where id = 'same'");
        house.refused(FailureType.CONFLICT, "root", "notifications.push", push);
    }

    @Test
    void aPushWithoutAnIdGetsOne() {
        var push = "{'user':'cid','kind':'k','title':'t'}";
        house.call("root", "notifications.push", push);
        house.call("root", "notifications.push", push);
        assertEquals(2, list("cid", "{}").stream().map(told -> told.getString("id")).distinct().count());
    }

    @Test
    void onlyAnAdminPushes() {
        house.refused(FailureType.FORBIDDEN, "ana", "notifications.push",
            "{'user':'bob','kind':'k','title':'t'}");
    }

    @Test
    void aMalformedPushIsRefused() {
        var bad = List.of("{'kind':'k','title':'t'}", "{'user':'#','kind':'k','title':'t'}",
            "{'user':'a','title':'t'}", "{'user':'a','kind':'a b','title':'t'}",
            "{'user':'a','kind':'mention','title':'t'}", "{'user':'a','kind':'k'}",
            "{'user':'a','kind':'k','title':' '}", "{'user':'a','kind':'k','title':7}",
            "{'user':'a','kind':'k','title':'t','link':'javascript:alert(1)'}",
            "{'user':'a','kind':'k','title':'t','link':'//elsewhere.example'}",
            "{'user':'a','kind':'k','title':'t','link':'orders'}",
            "{'user':'a','kind':'k','title':'t','id':'msg|1'}",
            "{'user':'a','kind':'k','title':'t','id':''}");
        bad.forEach(body -> house.refused(FailureType.BAD_REQUEST, "root", "notifications.push", body));
        var large = List.of("'kind':'" + "k".repeat(65) + "','title':'t'", "'kind':'k','title':'"
            + "t".repeat(201) + "'", "'kind':'k','title':'t','body':'" + "b".repeat(2_001) + "'",
            "'kind':'k','title':'t','link':'/" + "l".repeat(2_048) + "'",
            "'kind':'k','title':'t','data':'" + "d".repeat(4_095) + "'");
        large.forEach(rest -> house.refused(FailureType.TOO_LARGE, "root", "notifications.push",
            "{'user':'a'," + rest + "}"));
        assertEquals(List.of(), house.log("user.a", 0));
    }

    @Test
    void aListComesInPagesNewestFirst() {
        push("dan", 7);
        var seen = new ArrayList<String>();
        var body = new JsonObject().put("limit", 3);
        JsonObject page;
        do {
            page = house.call("dan", "notifications.list", body);
            page.getJsonArray("notifications").forEach(told -> seen.add(((JsonObject) told).getString("id")));
            body.put("after", page.getString("next"));
        } while (page.getBoolean("more"));
        assertEquals(List.of("n7", "n6", "n5", "n4", "n3", "n2", "n1"), seen);
        assertNull(page.getString("next"));
        assertEquals(7, page.getJsonObject("head").getLong("seq"));
        house.call("dan", "notifications.read", "{'ids':['n6','n2']}");
        var unread = house.call("dan", "notifications.list", "{'unreadOnly':true,'limit':4}");
        assertEquals(List.of("n7", "n5", "n4", "n3"), ids(unread));
        assertTrue(unread.getBoolean("more"));
        assertEquals(List.of("n1"), ids(house.call("dan", "notifications.list",
            new JsonObject().put("unreadOnly", true).put("after", unread.getString("next")))));
    }

    @Test
    void aMalformedListIsRefused() {
        for (var body : List.of("{'after':'x'}", "{'after':7}", "{'limit':0}", "{'limit':201}",
            "{'unreadOnly':'yes'}", "{'after':'99999999999999999'}")) {
            house.refused(FailureType.BAD_REQUEST, "ana", "notifications.list", body);
        }
    }

    @Test
    void whoWasNeverToldHasNothingUnread() {
        assertEquals(new JsonObject("{\"unread\":0}"), house.call("nobody", "notifications.count", "{}"));
        assertEquals(List.of(), list("nobody", "{}"));
        assertEquals(0, house.call("nobody", "notifications.read", "{'upTo':5}").getInteger("unread"));
        assertEquals(0, house.call("nobody", "notifications.read", "{'ids':['x']}").getInteger("unread"));
        house.refused(FailureType.NOT_FOUND, "nobody", "notifications.read", "{'upTo':'x'}");
    }

    @Test
    void readingIsToldToOtherDevicesOnlyWhenItChangesSomething() {
        push("eve", 4);
        assertEquals(3, house.call("eve", "notifications.read", "{'ids':['n2','nothing']}")
            .getInteger("unread"));
        var event = house.log("user.eve", 4).getFirst();
        assertEquals("notification.read", event.getString("type"));
        assertEquals("session-of-eve", event.getString("origin"));
        assertEquals(new JsonObject("{\"ids\":[\"n2\"],\"unread\":3}"), event.getJsonObject("data"));
        house.call("eve", "notifications.read", "{'ids':['n2']}");
        assertEquals(5, house.log("user.eve", 0).size());
        assertEquals(1, house.call("eve", "notifications.read", "{'upTo':'n3'}").getInteger("unread"));
        assertEquals(new JsonObject("{\"upTo\":3,\"unread\":1}"),
            house.log("user.eve", 5).getFirst().getJsonObject("data"));
        house.call("eve", "notifications.read", "{'upTo':3}");
        assertEquals(6, house.log("user.eve", 0).size());
        assertEquals(1, house.call("eve", "notifications.count", "{}").getInteger("unread"));
        assertEquals(0, house.call("eve", "notifications.read", "{'upTo':9007199254740992}")
            .getInteger("unread"));
    }

    @Test
    void readingUpToATimeReadsWhatIsNotLater() {
        push("fay", 3);
        house.sql("update parley.publication p set at = ('2020-01-01T00:00:0' || p.seq || 'Z')::timestamptz "
            + "from parley.channel c where c.id = p.channel and c.name = 'user.fay'");
        assertEquals(1, house.call("fay", "notifications.read", "{'upTo':'2020-01-01T00:00:02.000Z'}")
            .getInteger("unread"));
        assertEquals(List.of("n3"), ids(house.call("fay", "notifications.list", "{'unreadOnly':true}")));
    }

    @Test
    void aMalformedReadingIsRefused() {
        for (var body : List.of("{}", "{'ids':[],'upTo':1}", "{'ids':'x'}", "{'ids':[1]}", "{'upTo':-1}",
            "{'upTo':1.5}", "{'upTo':true}", "{'upTo':''}")) {
            house.refused(FailureType.BAD_REQUEST, "ana", "notifications.read", body);
        }
        var many = new JsonArray(IntStream.range(0, 501).mapToObj(i -> "n" + i).toList()).encode();
        house.refused(FailureType.TOO_LARGE, "ana", "notifications.read", "{'ids':" + many + "}");
    }

    @Test
    void nobodyReadsForAnother() {
        push("gus", 1);
        house.call("hal", "notifications.read", "{'ids':['n1']}");
        assertEquals(1, house.call("gus", "notifications.count", "{}").getInteger("unread"));
        assertFalse(list("gus", "{}").getFirst().getBoolean("read"));
    }

    private static void push(String user, int count) {
        for (int i = 1; i <= count; i++) {
            house.call("root", "notifications.push",
                "{'user':'" + user + "','id':'n" + i + "','kind':'k','title':'t" + i + "'}");
        }
    }

    private static List<JsonObject> list(String user, String body) {
        return house.call(user, "notifications.list", body).getJsonArray("notifications").stream()
            .map(JsonObject.class::cast).toList();
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("notifications").stream().map(told -> ((JsonObject) told).getString("id"))
            .toList();
    }
}

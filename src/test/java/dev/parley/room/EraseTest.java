package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EraseTest {

    /** A user id that stands nowhere by chance. */
    private static final String GONE = "zzgone";

    private RoomHouse house;

    @BeforeEach
    void open() {
        house = new RoomHouse(2);
        house.call(GONE, "rooms.create",
            "{'id':'r','name':'R','visibility':'public','members':['bob','eve']}");
        house.call(GONE, "messages.post", "{'room':'r','id':'m1','text':'secretive words @bob'}");
        house.call(GONE, "messages.edit", "{'room':'r','id':'m1','text':'secretive edit'}");
        house.call(GONE, "messages.post", "{'room':'r','id':'m2','text':'secretive again'}");
        house.call(GONE, "messages.edit", "{'room':'r','id':'m2','text':'secretive twice'}");
        house.call(GONE, "messages.delete", "{'room':'r','id':'m2'}");
        house.call("bob", "messages.post",
            "{'room':'r','id':'b1','text':'mine','mentions':['" + GONE + "']}");
        house.call("bob", "messages.edit", "{'room':'r','id':'b1','text':'still mine'}");
        house.call(GONE, "messages.react", "{'room':'r','id':'b1','emoji':'+1'}");
        house.call("eve", "messages.react", "{'room':'r','id':'b1','emoji':'+1'}");
        house.call("eve", "rooms.direct", "{'users':['" + GONE + "']}");
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** But that his tokens are believed no longer: his id alone, until they have all expired. */
    @Test
    void leavesNothingOfThePersonInAnyTable() {
        var done = house.call("root", "users.erase", "{'user':'" + GONE + "'}");
        assertFalse(done.getBoolean("more"));
        assertEquals(1, done.getInteger("messages"));
        var tables = house.query("select tablename from pg_tables where schemaname = 'parley'").stream()
            .map(row -> row.getString(0)).filter(table -> !table.equals("revocation")).toList();
        assertTrue(tables.size() > 5);
        for (var table : tables) {
            var rows = house.query("select t::text from parley." + table + " t where t::text ilike '%" + GONE
                + "%' or t::text like '%secretive%'");
            assertEquals(List.of(), rows.stream().map(row -> row.getString(0)).toList(), table);
        }
        var revoked = house.query("select kind, subject from parley.revocation").stream()
            .map(row -> row.getString(0) + " " + row.getString(1)).toList();
        assertEquals(List.of("user " + GONE), revoked);
    }

    @Test
    void whatOthersSaidStays() {
        house.call("root", "users.erase", "{'user':'" + GONE + "'}");
        var message = house.call("eve", "messages.get", "{'room':'r','id':'b1'}").getJsonObject("message");
        assertEquals("still mine", message.getString("text"));
        assertEquals(new JsonArray("[{\"emoji\":\"+1\",\"count\":1,\"mine\":true}]"),
            message.getJsonArray("reactions"));
        assertTrue(message.getJsonArray("mentions").getString(0).startsWith("erased-"));
        var tombstone = house.call("bob", "messages.get", "{'room':'r','id':'m1'}").getJsonObject("message");
        assertTrue(tombstone.getBoolean("deleted"));
        assertTrue(tombstone.getString("by").startsWith("erased-"));
        assertEquals(List.of(), TalkTest.ids(house.call("bob", "messages.search", "{'query':'secretive'}")));
    }

    @Test
    void theRoomKeepsAnOwnerAndItsOrder() {
        house.call("root", "users.erase", "{'user':'" + GONE + "'}");
        var members = house.call("bob", "rooms.members", "{'room':'r'}").getJsonArray("members").stream()
            .map(JsonObject.class::cast)
            .collect(Collectors.toMap(m -> m.getString("user"), m -> m.getString("role")));
        assertEquals(java.util.Map.of("bob", "owner", "eve", "member"), members);
        assertEquals(2, house.call("bob", "rooms.get", "{'room':'r'}").getJsonObject("room")
            .getInteger("members"));
        var events = house.log("room.r", 0);
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).getInteger("seq"));
        }
    }

    @Test
    void thoseWhoListenAreToldWhatTheyMustForget() {
        var before = house.rung("room.r").size();
        house.call("root", "users.erase", "{'user':'" + GONE + "'}");
        var told = house.rung("room.r").subList(before, house.rung("room.r").size());
        assertEquals(List.of("message.deleted", "reaction.removed", "member.left", "member.updated"),
            told.stream().map(event -> event.getString("type")).toList());
        assertEquals("m1", told.getFirst().getJsonObject("data").getString("id"));
        assertEquals(1, told.get(1).getJsonObject("data").getInteger("count"));
        assertEquals(GONE, told.get(2).getJsonObject("data").getJsonObject("member").getString("user"));
    }

    @Test
    void erasingAgainChangesNothing() {
        house.call("root", "users.erase", "{'user':'" + GONE + "'}");
        var heads = house.rung("room.r").size();
        assertEquals(0, house.call("root", "users.erase", "{'user':'" + GONE + "'}").getInteger("messages"));
        assertEquals(heads, house.rung("room.r").size());
    }

    @Test
    void exportsEverythingInPages() {
        var whole = house.call("root", "users.export", "{'user':'" + GONE + "','limit':1000}");
        assertEquals("ZZGONE", whole.getJsonObject("user").getString("name"));
        assertEquals(2, whole.getJsonArray("rooms").size());
        assertEquals(1, whole.getJsonArray("reactions").size());
        assertTrue(whole.getJsonArray("publications").encode().contains("secretive edit"));
        var paged = new JsonArray();
        var after = "";
        for (var more = true; more; ) {
            var page = house.call("root", "users.export", "{'user':'" + GONE + "','limit':2" + after + "}");
            paged.addAll(page.getJsonArray("publications"));
            more = page.getBoolean("more");
            after = ",'after':'" + page.getString("next") + "'";
        }
        assertEquals(whole.getJsonArray("publications"), paged);
    }

    @Test
    void refusesACursorOfAnotherList() {
        house.refused(FailureType.BAD_REQUEST, "root", "users.export", "{'user':'a','after':'x'}");
        assertEquals(0, house.call("root", "users.erase", "{'user':'nobody'}").getInteger("messages"));
    }
}

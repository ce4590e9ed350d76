package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.log.PageRequest;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One post at a time: its reply, what is told of it, and every refusal. */
class PostTest {

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void repliesWithItsPlaceInTheLog() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        node.post("lobby", "ana", "m1");
        var reply = node.post("lobby", "ana", "m2");
        assertEquals("m2", reply.getString("id"));
        assertEquals(2, reply.getLong("seq"));
        assertFalse(reply.containsKey("duplicate"));
        assertTrue(reply.getString("at").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertTrue(reply.getString("epoch").matches("[0-9a-f]{12}"));
    }

    @Test
    void tellsAndReplaysTheSameBytes() throws Exception {
        stage.room("lobby", "public", "ana", "bob", "eve");
        var node = stage.node();
        node.post("lobby", "ana", "m1");
        Sql.await(node.append(new PostMessage("lobby", "m2", TestNode.caller("bob"), Role.MEMBER,
            "\"Grüße\" \\ \u0007 👋\n", Optional.of("m1"), Optional.of("m1"), List.of("eve", "zoe", "ana"),
            0, "[{\"name\":\"a.png\"}]", Optional.of("{\"k\":[1,null]}"))));
        var page = Sql.await(node.log.read(new PageRequest("room.lobby", "eve", 0, 10)));
        var replayed = page.publications().stream().map(each -> each.json().toString()).toList();
        assertEquals(node.toldOf("room.lobby"), replayed);
        var event = new JsonObject(replayed.get(1));
        var message = event.getJsonObject("data").getJsonObject("message");
        assertEquals(new JsonArray().add("eve").add("ana"), message.getJsonArray("mentions"));
        assertEquals("\"Grüße\" \\ \u0007 👋\n", message.getString("text"));
        assertEquals(new JsonObject().put("k", new JsonArray().add(1).addNull()), message.getValue("client"));
        assertEquals(2, message.getLong("n"));
        assertEquals("s-bob", event.getString("origin"));
        assertEquals(message.getString("at"), event.getString("at"));
        assertEquals(2L, stage.behind().number("select count(*) from parley.mention where n = 2"));
    }

    @Test
    void aMessageHasTheSameBytesInSqlAndInJava() throws Exception {
        stage.room("lobby", "public", "ana", "bob");
        var node = stage.node();
        Sql.await(node.append(new PostMessage("lobby", "m1", TestNode.caller("ana"), Role.MEMBER, "a \"b\"",
            Optional.empty(), Optional.empty(), List.of("bob", "ana"), 0, "[]", Optional.empty())));
        var select = "select parley.message_json(p, 'lobby') from parley.publication p";
        assertEquals("{\"message\":" + stage.behind().text(select) + "}",
            data(node.toldOf("room.lobby").get(0)));
        stage.behind().run("update parley.publication set deleted = true, version = 2, data = '{}'");
        var page = Sql.await(node.log.read(new PageRequest("room.lobby", "ana", 0, 10)));
        var tombstone = page.publications().getFirst().json().toString();
        assertEquals("{\"message\":" + stage.behind().text(select) + "}", data(tombstone));
        assertTrue(tombstone.contains("\"deleted\":true,\"text\":\"\""), tombstone);
    }

    private static String data(String event) {
        return event.substring(event.indexOf("\"data\":") + 7, event.length() - 1);
    }

    @Test
    void aRepeatedIdGivesTheFirstReplyAgain() throws Exception {
        stage.room("lobby", "private", "ana");
        var node = stage.node();
        var first = node.post("lobby", "ana", "m1");
        stage.join("lobby", "ana", Role.BANNED);
        var again = new JsonObject(Sql.await(node.append(TestNode.message("lobby", "ana", "m1", "other"))));
        assertEquals(first.put("duplicate", true), again, "before rights are looked at");
        assertEquals(1, node.told.size());
    }

    @Test
    void anotherAuthorsIdIsAConflictForThoseInside() throws Exception {
        stage.room("lobby", "private", "ana", "bob");
        var node = stage.node();
        node.post("lobby", "ana", "m1");
        assertRefused(FailureType.CONFLICT, node, TestNode.message("lobby", "bob", "m1"));
        assertRefused(FailureType.NOT_FOUND, node, TestNode.message("lobby", "outsider", "m1"));
    }

    @Test
    void refusesThoseWhoMayNotWrite() throws Exception {
        stage.room("open", "public", "ana");
        stage.room("closed", "private", "ana");
        stage.join("open", "reader", Role.READER);
        stage.join("open", "banned", Role.BANNED);
        stage.join("closed", "banned", Role.BANNED);
        var node = stage.node();
        assertRefused(FailureType.NOT_FOUND, node, TestNode.message("nowhere", "ana", "x"));
        assertRefused(FailureType.FORBIDDEN, node, TestNode.message("open", "bob", "x"));
        assertRefused(FailureType.NOT_FOUND, node, TestNode.message("closed", "bob", "x"));
        assertRefused(FailureType.FORBIDDEN, node, TestNode.message("open", "reader", "x"));
        assertRefused(FailureType.FORBIDDEN, node, TestNode.message("open", "banned", "x"));
        assertRefused(FailureType.NOT_FOUND, node, TestNode.message("closed", "banned", "x"));
        assertEquals(1, node.post("open", "ana", "m1").getLong("seq"), "refusals take no number");
        stage.behind().run("update parley.room set archived = true");
        assertRefused(FailureType.GONE, node, TestNode.message("open", "ana", "x"));
    }

    @Test
    void theMutedLearnUntilWhen() throws Exception {
        stage.room("lobby", "public", "ana");
        stage.behind().run("update parley.member set muted_until = '2099-01-01T00:00:00.5Z'");
        var refusal = assertRefused(FailureType.FORBIDDEN, stage.node(),
            TestNode.message("lobby", "ana", "x"));
        assertEquals("2099-01-01T00:00:00.500Z", refusal.refusal().details().getString("mutedUntil"));
        stage.behind().run("update parley.member set muted_until = now() - interval '1 ms'");
        assertEquals(1, stage.node().post("lobby", "ana", "x").getLong("seq"));
    }

    @Test
    void answersOnlyWhatIsThere() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        assertRefused(FailureType.NOT_FOUND, node, answer("x", Optional.of("gone"), Optional.empty()));
        assertRefused(FailureType.NOT_FOUND, node, answer("x", Optional.empty(), Optional.of("gone")));
        node.post("lobby", "ana", "root");
        Sql.await(node.append(answer("leaf", Optional.empty(), Optional.of("root"))));
        assertRefused(FailureType.BAD_REQUEST, node, answer("x", Optional.empty(), Optional.of("leaf")));
    }

    @Test
    void anAnswerMayFollowItsRootAtOnce() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        node.append(TestNode.message("lobby", "ana", "root"));
        var reply = node.append(answer("leaf", Optional.empty(), Optional.of("root")));
        assertEquals(2, new JsonObject(Sql.await(reply)).getLong("seq"));
    }

    @Test
    void onesOwnPostIsRead() throws Exception {
        stage.room("lobby", "public", "ana", "bob");
        var node = stage.node();
        node.post("lobby", "ana", "m1");
        node.post("lobby", "bob", "m2");
        var read = "select read_seq * 100 + read_n from parley.member where person = $1";
        assertEquals(101, stage.behind().number(read, "ana"));
        assertEquals(202, stage.behind().number(read, "bob"));
    }

    private static PostMessage answer(String id, Optional<String> replyTo, Optional<String> thread) {
        return new PostMessage("lobby", id, TestNode.caller("ana"), Role.MEMBER, "text", replyTo, thread,
            List.of(), 0, "[]", Optional.empty());
    }

    private static RefusedException assertRefused(FailureType type, TestNode node, PostMessage post) {
        var fault = assertThrows(ExecutionException.class, () -> Sql.await(node.append(post)));
        var refused = (RefusedException) fault.getCause();
        assertEquals(type, refused.refusal().type(), refused.getMessage());
        return refused;
    }
}

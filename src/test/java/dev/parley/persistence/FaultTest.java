package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Profile;
import dev.parley.config.SettingsReader;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import dev.parley.testing.Seed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lost connections, items that cannot be stored, servers that may not be used. */
class FaultTest {

    @RegisterExtension
    final Stage stage = new Stage();

    /** Law 4: committed, but nobody was told. */
    @Test
    void aCommitWithoutAnAnswerIsFoundAgain() throws Exception {
        stage.room("lobby", "public", "ana");
        var wire = stage.wire();
        var node = stage.node(stage.over(wire));
        node.post("lobby", "ana", "m1");
        wire.cutAt(Wire.Cut.AFTER_ITS_COMMIT, "cut-here");
        var cut = node.append(TestNode.message("lobby", "ana", "m2", "cut-here"));
        var later = node.append(TestNode.message("lobby", "ana", "m3"));
        assertEquals(2, new JsonObject(Sql.await(cut)).getLong("seq"));
        assertEquals(3, new JsonObject(Sql.await(later)).getLong("seq"));
        assertEquals(3, stage.behind().number("select count(*) from parley.publication"));
        assertTrue(node.count("parley.append.lost") >= 1, "the connection was cut");
        assertTold(node, "m2");
    }

    /** Law 4: nothing later of the room comes before what was cut off. */
    @Test
    void whatWasCutOffRunsAgainBeforeAnythingLater() throws Exception {
        stage.room("lobby", "public", "ana");
        var wire = stage.wire();
        var node = stage.node(stage.over(wire));
        wire.cutAt(Wire.Cut.BEFORE_IT_ARRIVES, "cut-here");
        var replies = new ArrayList<Future<String>>();
        replies.add(node.append(TestNode.message("lobby", "ana", "m0", "cut-here")));
        for (int i = 1; i < 300; i++) {
            replies.add(node.append(TestNode.message("lobby", "ana", "m" + i)));
        }
        Sql.await(Future.all(replies));
        for (int i = 0; i < 300; i++) {
            var reply = new JsonObject(replies.get(i).result());
            assertEquals(i + 1, reply.getLong("seq"));
            assertFalse(reply.containsKey("duplicate"));
        }
        assertTrue(node.count("parley.append.lost") >= 1, "the connection was cut");
    }

    /** The same with the server's own doing: its backends are ended again and again. */
    @Test
    void endedBackendsLoseAndDoubleNothing() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        var replies = new ArrayList<Future<String>>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 100; i++) {
                replies.add(node.append(TestNode.message("lobby", "ana", "m" + replies.size())));
            }
            stage.behind().run("select pg_terminate_backend(pid) from pg_stat_activity "
                + "where pid <> pg_backend_pid() and query like '%from parley.post(%'");
        }
        Sql.await(Future.join(replies).otherwiseEmpty());
        var acknowledged = new HashSet<Long>();
        replies.stream().filter(Future::succeeded)
            .forEach(reply -> acknowledged.add(new JsonObject(reply.result()).getLong("seq")));
        var kept = stage.behind().number("select count(*) from parley.publication");
        assertEquals(kept, stage.behind().number("select max(seq) from parley.publication"));
        assertTrue(acknowledged.size() <= kept, acknowledged.size() + " of " + kept);
        assertTrue(acknowledged.size() > 100, acknowledged.size() + " of " + kept);
        assertEquals(replies.stream().filter(Future::succeeded).count(), acknowledged.size());
        assertTrue(replies.stream().filter(Future::failed).map(reply -> (RefusedException) reply.cause())
            .allMatch(refused -> refused.refusal().type() == FailureType.UNAVAILABLE));
    }

    @Test
    void refusesFastWhilePostgresIsAwayAndComesBackByItself() throws Exception {
        stage.room("lobby", "public", "ana");
        var wire = stage.wire();
        var node = stage.node(stage.over(wire));
        node.post("lobby", "ana", "m1");
        wire.disconnect();
        assertAway(node);
        var started = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertAway(node);
        }
        assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started) < 20, "none waited for long");
        wire.connect();
        assertEquals(2, posted(node, "m2").getLong("seq"));
        var heads = Await.until(() -> Sql.await(node.log.heads(Set.of("room.lobby"))));
        assertEquals(2, heads.get("room.lobby").seq());
    }

    private static void assertAway(TestNode node) {
        var fault = assertThrows(ExecutionException.class, () -> node.post("lobby", "ana", "m2"));
        var refusal = ((RefusedException) fault.getCause()).refusal();
        assertEquals(FailureType.UNAVAILABLE, refusal.type());
        assertTrue(refusal.details().getLong("retryAfterMs") > 0);
    }

    private static JsonObject posted(TestNode node, String id) throws Exception {
        return Await.until(() -> node.post("lobby", "ana", id));
    }

    /** No answer and no end either: a network that is cut, a machine that has stopped. */
    @Test
    void aSilentServerCountsAsGone() throws Exception {
        stage.room("lobby", "public", "ana");
        var wire = stage.wire();
        var node = stage.node(SettingsReader.forTests("postgres.statementTimeoutMs=500",
            "postgres.lockTimeoutMs=400", "postgres.appendConnections=2").postgres()
            .at("127.0.0.1", wire.port(), stage.settings().database(), stage.settings().user(), ""));
        node.post("lobby", "ana", "m1");
        wire.mute(true);
        var reply = node.append(TestNode.message("lobby", "ana", "m2"));
        Await.until(() -> {
            assertTrue(node.count("parley.append.lost") >= 1, "given up");
            return reply;
        });
        wire.mute(false);
        assertEquals(2, Await.until(() -> node.post("lobby", "ana", "m2")).getLong("seq"));
        assertEquals(3, Await.until(() -> node.post("lobby", "ana", "m3")).getLong("seq"));
    }

    /** Law 5. */
    @Test
    void whatCannotBeStoredHarmsNoOther() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        var seed = Seed.of(FaultTest.class);
        var random = new Random(seed);
        var replies = new ArrayList<Future<String>>();
        var poisoned = new HashSet<Integer>();
        for (int i = 0; i < 400; i++) {
            if (random.nextInt(40) == 0) {
                poisoned.add(i);
            }
            var id = poisoned.contains(i) ? "m\0" + i : "m" + i;
            replies.add(node.append(TestNode.message("lobby", "ana", id)));
        }
        Sql.await(Future.join(replies).otherwiseEmpty());
        long seq = 0;
        for (int i = 0; i < replies.size(); i++) {
            if (poisoned.contains(i)) {
                var refused = (RefusedException) replies.get(i).cause();
                assertEquals(FailureType.BAD_REQUEST, refused.refusal().type());
            } else {
                assertEquals(++seq, new JsonObject(replies.get(i).result()).getLong("seq"));
            }
        }
        assertEquals(poisoned.size(), node.count("parley.append.data.errors"));
    }

    /** Law 3. */
    @Test
    void refusesAServerThatMayForget() {
        var fault = assertThrows(ExecutionException.class,
            () -> new TestNode(stage.settings(), 1, Profile.PRODUCTION));
        assertTrue(fault.getMessage().contains("fsync=off"), fault.getMessage());
    }

    private void assertTold(TestNode node, String id) throws Exception {
        Await.until(() -> {
            assertTrue(node.toldOf("room.lobby").stream().anyMatch(event -> event.contains(id)), id);
            return id;
        });
    }
}

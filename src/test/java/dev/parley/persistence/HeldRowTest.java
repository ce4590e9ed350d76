package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.SettingsReader;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens while somebody else holds the row of a channel. */
class HeldRowTest {

    private static final int HELD_ROOMS = 4;
    private static final String HOLD = "begin; select parley.lock('room.held', true)";

    @RegisterExtension
    final Stage stage = new Stage();

    /** Law 2. More rooms are held than there are connections: none of them may keep one for itself. */
    @Test
    void heldRowsStopOnlyTheirRooms() throws Exception {
        stage.room("free", "public", "ana");
        var node = stage.node();
        var holder = stage.sql();
        holder.run("begin");
        var waiting = new ArrayList<Future<String>>();
        for (int room = 0; room < HELD_ROOMS; room++) {
            stage.room("held" + room, "public", "ana");
            holder.run("select parley.lock('room.held" + room + "', true)");
            for (int i = 0; i < 20; i++) {
                waiting.add(node.append(TestNode.message("held" + room, "ana", "h" + i)));
            }
        }
        stage.untilSomebodyWaits();
        for (int i = 0; i < 30; i++) {
            node.post("free", "ana", "f" + i);
        }
        assertFalse(waiting.stream().anyMatch(Future::isComplete), "others go on while the held rooms wait");
        holder.run("commit");
        Sql.await(Future.all(waiting));
        for (int i = 0; i < waiting.size(); i++) {
            assertEquals(i % 20 + 1, new JsonObject(waiting.get(i).result()).getLong("seq"), "in order");
        }
        assertTrue(node.count("parley.append.busy") >= 3 * HELD_ROOMS);
    }

    @Test
    void aRowHeldForTooLongIsRefusedAndTheRoomComesBack() throws Exception {
        stage.room("held", "public", "ana");
        var node = stage.node();
        var holder = stage.sql();
        holder.run(HOLD);
        var fault = assertThrows(ExecutionException.class, () -> node.post("held", "ana", "m1"));
        var refusal = ((RefusedException) fault.getCause()).refusal();
        assertEquals(FailureType.UNAVAILABLE, refusal.type());
        assertTrue(refusal.details().getLong("retryAfterMs") > 0);
        holder.run("rollback");
        var reply = node.post("held", "ana", "m1");
        assertEquals(1, reply.getLong("seq"));
        assertFalse(reply.containsKey("duplicate"));
    }

    /** A node that freezes between lock and commit stops its room for at most 3 s. */
    @Test
    void aFrozenClientLosesTheRow() throws Exception {
        stage.room("held", "public", "ana");
        var node = stage.node();
        var frozen = Sql.await(PgConnection.connect(stage.vertx(), ConnectOptions.limited(stage.settings())));
        var started = System.nanoTime();
        Sql.await(frozen.query(HOLD).execute());
        assertEquals(1, node.post("held", "ana", "m1").getLong("seq"));
        var waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        assertTrue(waited >= 1_000, waited + " ms");
    }

    /** Law 1: what is decided is decided after the lock, on what is committed by then. */
    @Test
    void aPostThatWaitedForARemovalIsRefused() throws Exception {
        stage.room("held", "public", "ana", "bob");
        var node = stage.node();
        var remover = stage.sql();
        remover.run(HOLD);
        remover.run("""
            select parley.add(c.id, 'member.left', null, 'bob', null, 'ana', '{}')
              from parley.channel c where c.name = 'room.held'""");
        remover.run("delete from parley.member where person = 'ana'");
        var late = node.append(TestNode.message("held", "ana", "late"));
        stage.untilSomebodyWaits();
        remover.run("commit");
        var fault = assertThrows(ExecutionException.class, () -> Sql.await(late));
        assertEquals(FailureType.FORBIDDEN, ((RefusedException) fault.getCause()).refusal().type());
        assertEquals(1, stage.behind().number("select head from parley.channel"));
    }

    @Test
    void aFullQueueRefusesAtOnce() throws Exception {
        stage.room("held", "public", "ana");
        var most = 2_000;
        var behind = stage.settings();
        var node = stage.node(SettingsReader.forTests("postgres.queueMax=" + most,
            "postgres.statementTimeoutMs=20000", "postgres.lockTimeoutMs=15000").postgres()
            .at(behind.host(), behind.port(), behind.database(), behind.user(), ""));
        var holder = stage.sql();
        holder.run(HOLD);
        var waiting = new ArrayList<Future<String>>();
        for (int i = 0; i < most; i++) {
            waiting.add(node.append(TestNode.message("held", "ana", "m" + i)));
        }
        var fault = assertThrows(ExecutionException.class, () -> node.post("held", "ana", "over"));
        assertEquals(FailureType.UNAVAILABLE, ((RefusedException) fault.getCause()).refusal().type());
        assertFalse(waiting.stream().anyMatch(Future::isComplete), "it did not wait for them");
        holder.run("commit");
        var after = Await.until(() -> node.post("held", "ana", "after"));
        assertEquals(most + 1, after.getLong("seq"), "what was taken in is written");
        assertTrue(node.meters.get("parley.append.refused").counter().count() >= 1);
    }
}

package dev.parley.persistence;

import static dev.parley.persistence.States.PARTY;
import static dev.parley.persistence.States.add;
import static dev.parley.persistence.States.change;
import static dev.parley.persistence.States.limited;
import static dev.parley.persistence.States.put;
import static dev.parley.persistence.States.refusal;
import static dev.parley.persistence.States.sizesAreRight;
import static dev.parley.persistence.States.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.StateSettings;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for changes of live state beyond their ops: ids, rights, limits, versions, batches. */
class StateRulesTest {

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void aRepeatedIdIsAnsweredBeforeRights() throws Exception {
        var node = stage.node();
        var first = new JsonObject(Sql.await(node.append(add("c1", "ana", Optional.empty()))));
        var again = new JsonObject(Sql.await(node.append(add("c1", "ana",
            Optional.of(Refusal.forbidden("No longer."))))));
        assertEquals(first.put("duplicate", true), again);
        assertEquals(FailureType.CONFLICT, refusal(node, add("c1", "ben", Optional.empty())).type());
        assertEquals("No longer.", refusal(node, add("c2", "ana",
            Optional.of(Refusal.forbidden("No longer.")))).message());
        assertEquals("{\"n\":1}", snapshot(node, PARTY).state());
    }

    @Test
    void aVersionCanBeMissedByTheFirstChangeOfAll() throws Exception {
        var missed = new StateOp.Remove("k", OptionalLong.of(5));
        var refusal = refusal(stage.node(), change(PARTY, 1, missed));
        assertEquals(FailureType.CONFLICT, refusal.type());
        assertEquals("{\"current\":{\"k\":{\"version\":0}}}", refusal.details().encode());
    }

    @Test
    void whoHasNoRightMakesNoChannel() throws Exception {
        var node = stage.node();
        assertEquals(FailureType.FORBIDDEN, refusal(node, add("c1", "ana",
            Optional.of(Refusal.forbidden("Never.")))).type());
        assertEquals(0, stage.behind().number("select count(*) from parley.channel"));
    }

    /** Each limit, met exactly and passed by one. */
    @Test
    void limitsAreRefusedWithoutATrace() throws Exception {
        var node = stage.node();
        var narrow = new StateSettings(3, 128, 12, 38, 100, 100);
        Sql.await(node.append(limited(narrow, 1, put("a", "\"1234567890\""))));
        var value = limited(narrow, 2, put("b", "1"), put("a", "\"1234567890+\""));
        assertEquals("A value may have 12 bytes at most.", refusal(node, value).message());
        Sql.await(node.append(limited(narrow, 3, put("b", "1"), put("c", "2"))));
        var key = limited(narrow, 4, put("a", "1"), put("d", "3"));
        assertEquals("A state may have 3 keys at most.", refusal(node, key).message());
        Sql.await(node.append(limited(narrow, 5, put("b", "\"1234567890\""), put("c", "\"12345678\""))));
        var all = limited(narrow, 6, put("c", "\"1234567890\""));
        assertEquals("A state may have 38 bytes at most.", refusal(node, all).message());
        var silent = new StateSettings(3, 128, 12, 38, 100, 60);
        Sql.await(node.append(limited(silent, 7, put("a", "0"))));
        var told = limited(silent, 8, put("a", "1"), put("b", "2"));
        assertEquals("What one change tells may have 60 bytes at most.", refusal(node, told).message());
        assertEquals("{\"a\":0,\"b\":\"1234567890\",\"c\":\"12345678\"}",
            snapshot(node, PARTY).state());
        var tighter = new StateSettings(1, 128, 12, 20, 100, 60);
        Sql.await(node.append(limited(tighter, 9, put("b", "1"))));
        sizesAreRight(stage);
    }

    /** Versions go on after a removal, also when the removed key itself is remembered no longer. */
    @Test
    void versionsNeverStartAgain() throws Exception {
        var node = stage.node();
        var narrow = new StateSettings(2, 128, 12, 400, 100, 600);
        var number = 0;
        for (var key : List.of("a", "b", "c", "d")) {
            for (int i = 0; i < 3; i++) {
                Sql.await(node.append(limited(narrow, number++, put(key, "1"))));
            }
            var gone = new StateOp.Remove(key, OptionalLong.empty());
            Sql.await(node.append(limited(narrow, number++, gone)));
        }
        assertEquals(2, stage.behind().number("select count(*) from parley.state_removed"));
        Sql.await(node.append(limited(narrow, number++, put("a", "1"), put("d", "1"))));
        assertEquals("{\"a\":5,\"d\":9}", snapshot(node, PARTY).versions());
        assertEquals(1, stage.behind().number("select count(*) from parley.state_removed"));
        sizesAreRight(stage);
    }

    /** A hot counter: the changes that wait become few statements, and nobody passes the bound. */
    @Test
    void manyChangesOfOneKeyAreFewStatements() throws Exception {
        var node = stage.node();
        var answers = new ArrayList<Future<String>>();
        var seat = new StateOp.Add("going", OptionalLong.empty(), BigDecimal.ONE,
            Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.valueOf(50)));
        for (int i = 0; i < 300; i++) {
            answers.add(node.append(change(PARTY, i, seat)));
        }
        Sql.await(Future.join(answers).otherwiseEmpty());
        assertEquals(50, answers.stream().filter(Future::succeeded).count());
        assertTrue(answers.subList(0, 50).stream().allMatch(Future::succeeded), "in their order");
        assertEquals("{\"going\":50}", snapshot(node, PARTY).state());
        assertEquals(50, snapshot(node, PARTY).head().seq());
        assertEquals(50, node.toldOf(PARTY).size());
        assertTrue(statements(node) < 60, "statements: " + statements(node));
        assertFalse(snapshot(node, "live.demo.other").state().length() > 2);
    }

    @Test
    void aHeldRowStopsOnlyItsChannel() throws Exception {
        var node = stage.node();
        Sql.await(node.append(change(PARTY, 1, put("a", "1"))));
        var holder = stage.sql();
        holder.run("begin; select parley.lock('" + PARTY + "', true)");
        var waits = node.append(change(PARTY, 2, put("a", "2")));
        Sql.await(node.append(change("live.demo.other", 1, put("a", "1"))));
        assertFalse(waits.isComplete());
        holder.run("commit");
        assertEquals(2, new JsonObject(Sql.await(waits)).getLong("seq"));
    }

    /** Law 4: what was cut off runs again with the same id, whoever chose it. */
    @Test
    void aChangeWhoseConnectionIsLostHappensOnce() throws Exception {
        var wire = stage.wire();
        var node = stage.node(stage.over(wire));
        Sql.await(node.append(add("first", "ana", Optional.empty())));
        int number = 0;
        for (var moment : List.of(Wire.Cut.BEFORE_IT_ARRIVES, Wire.Cut.AFTER_ITS_COMMIT)) {
            for (var named : List.of(true, false)) {
                var id = "cut-" + number++;
                wire.cutAt(moment, id);
                var one = add(id, "ana", Optional.empty());
                Sql.await(node.append(new ChangeState(PARTY, id, named, one.caller(), one.ops(),
                    one.denied(), 0, one.limits())));
            }
        }
        assertEquals("{\"n\":5}", snapshot(node, PARTY).state());
        assertEquals(5, snapshot(node, PARTY).head().seq());
        assertTrue(node.count("parley.append.lost") >= 4);
    }

    private static long statements(TestNode node) {
        return node.meters.get("parley.commit.batch").summaries().stream()
            .mapToLong(summary -> summary.count()).sum();
    }
}

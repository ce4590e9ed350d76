package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.StateSettings;
import dev.parley.log.Snapshot;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Changes of live state, and what became of them. */
final class States {

    static final String PARTY = "live.demo.party";

    private static final StateSettings WIDE = new StateSettings(5_000, 128, 16_384, 524_288, 100, 65_536);

    private States() {
    }

    static ChangeState change(String channel, int number, StateOp... ops) {
        return new ChangeState(channel, "c" + number, true, TestNode.caller("ana"), List.of(ops),
            Optional.empty(), 0, WIDE);
    }

    static ChangeState limited(StateSettings limits, int number, StateOp... ops) {
        return new ChangeState(PARTY, "c" + number, true, TestNode.caller("ana"), List.of(ops),
            Optional.empty(), 0, limits);
    }

    static ChangeState add(String id, String who, Optional<Refusal> denied) {
        return new ChangeState(PARTY, id, true, TestNode.caller(who), List.of(new StateOp.Add("n",
            OptionalLong.empty(), BigDecimal.ONE, Optional.empty(), Optional.empty())), denied, 0, WIDE);
    }

    static StateOp put(String key, String json) {
        return new StateOp.Put(key, OptionalLong.empty(), json);
    }

    static Snapshot snapshot(TestNode node, String channel) throws Exception {
        return Sql.await(node.log.snapshot(channel)).orElseThrow();
    }

    static Refusal refusal(TestNode node, Append append) {
        var answer = node.append(append);
        try {
            Sql.await(answer.otherwiseEmpty());
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
        assertTrue(answer.failed(), () -> "accepted: " + answer.result());
        return ((RefusedException) answer.cause()).refusal();
    }

    /** What is kept of how much a state is agrees with the state. */
    static void sizesAreRight(Stage stage) throws Exception {
        assertEquals(0, stage.behind().number("""
            select count(*) from parley.state_size z where
                (z.keys, z.bytes) <> (select count(*)::integer,
                    coalesce(sum(octet_length(s.key) + octet_length(s.value)), 0)::bigint
                      from parley.state s where s.channel = z.channel)
                or z.removed <> (select count(*) from parley.state_removed r
                    where r.channel = z.channel)"""));
    }
}

package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.log.Door;
import dev.parley.log.Draft;
import dev.parley.log.Opening;
import dev.parley.log.PageRequest;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Durable live channels: what breaks off, what is denied, and what is no longer kept. */
class LiveLogTest {

    private static final String ORDERS = "live.orders.x";

    @RegisterExtension
    final Stage stage = new Stage();
    private TestNode node;
    private long fence;

    @BeforeEach
    void open() throws Exception {
        node = stage.node();
    }

    private static LiveDraft draft(String id, boolean named, long keep) {
        return new LiveDraft(new Draft(ORDERS, "noted", "{\"of\":\"" + id + "\"}", id, named, "ana", "s1"),
            keep);
    }

    private JsonObject post(LiveDraft draft) throws Exception {
        return new JsonObject(Sql.await(node.append(draft)));
    }

    private List<Long> seqs(long after) throws Exception {
        return Sql.await(node.log.read(new PageRequest(ORDERS, "", after, 100))).publications().stream()
            .map(Publication::seq).toList();
    }

    private long floor() throws Exception {
        return ((Opening.Open) Sql.await(node.log.open(List.of(new Door(ORDERS, "")))).getFirst()).floor();
    }

    private long rows() throws Exception {
        return stage.behind().number("select count(*) from parley.publication");
    }

    /** One step of the clearing; what it answers. */
    private JsonObject trim(long length, long ageMs) throws Exception {
        var answer = new JsonObject(Sql.await(node.append(new Change("parley.trimming", Deed.TRIM_LIVE,
            new JsonObject().put("holder", "test").put("fence", fence).put("lease_ms", 60_000)
                .put("bounds", new JsonObject().put("orders", new JsonArray().add(length).add(ageMs)))
                .put("after", 0).put("channels", 10).put("rows", 1_000)))));
        fence = answer.getLong("fence");
        return answer;
    }

    private void age(String interval) throws Exception {
        stage.behind().run("update parley.publication set at = at - interval '" + interval + "'");
    }

    @Test
    void aCommitWithoutAnAnswerIsFoundAgainWhoeverMadeTheIds() throws Exception {
        for (var named : List.of(true, false)) {
            var wire = stage.wire();
            var cutOff = stage.node(stage.over(wire));
            var mark = "cut-" + named;
            Sql.await(cutOff.append(draft("before-" + named, named, 0)));
            wire.cutAt(Wire.Cut.AFTER_ITS_COMMIT, mark);
            var reply = new JsonObject(Sql.await(cutOff.append(draft(mark, named, 0))));
            assertEquals(named ? 2 : 4, reply.getLong("seq"));
            assertTrue(cutOff.count("parley.append.lost") >= 1, "the connection was cut");
            assertEquals(named, reply.containsKey("duplicate"), "nobody can repeat a server's id");
        }
        assertEquals(List.of(1L, 2L, 3L, 4L), seqs(0));
    }

    private long commits() {
        return node.meters.get("parley.commit").timers().stream().mapToLong(timer -> timer.count()).sum();
    }

    @Test
    void manyAtOnceAreCommittedTogether() throws Exception {
        var before = commits();
        var all = IntStream.range(0, 400).mapToObj(i -> node.append(draft("m" + i, true, 0)))
            .toList();
        Sql.await(Future.all(all));
        var after = commits();
        assertEquals(400, seqs(300).getLast());
        assertTrue(after - before < 40, (after - before) + " commits of 400 events");
    }

    @Test
    void whatIsDeniedMakesNoChannelAndNoHole() throws Exception {
        var denied = new LiveDraft(new Draft(ORDERS, "noted", "1", "d", true, "ana", "", Optional.of(
            Refusal.forbidden("no"))), 0);
        var refused = assertThrows(ExecutionException.class, () -> post(denied));
        assertEquals(FailureType.FORBIDDEN, ((RefusedException) refused.getCause()).refusal().type());
        assertEquals(0, stage.behind().number("select count(*) from parley.channel"));
        assertEquals(1, post(draft("a", true, 0)).getLong("seq"));
        assertThrows(ExecutionException.class, () -> post(denied));
        assertEquals(2, post(draft("b", true, 0)).getLong("seq"));
    }

    @Test
    void onlySoManyCanBeReadFromTheMomentThatMoreAreThere() throws Exception {
        for (int i = 1; i <= 8; i++) {
            post(draft("m" + i, true, 5));
        }
        assertEquals(3, floor());
        assertEquals(List.of(4L, 5L, 6L, 7L, 8L), seqs(0));
        assertTrue(post(draft("m1", true, 5)).getBoolean("duplicate"), "its id is known for a day");
    }

    @Test
    void whatWasTooMuchIsClearedAwayAndItsIdsAreKnownForADay() throws Exception {
        for (int i = 1; i <= 10; i++) {
            post(draft("m" + i, i % 2 == 0, 4));
        }
        assertEquals(6, trim(4, 0).getLong("trimmed"), "three rows, and what three others held");
        assertEquals(7, rows(), "three ids of publishers stay");
        assertEquals("null,null,null", stage.behind().text(
            "select string_agg(data, ',') from parley.publication where seq <= 6"));
        assertEquals(2, post(draft("m2", true, 4)).getLong("seq"));
        assertEquals(0, trim(4, 0).getLong("trimmed"), "nothing is left to do");
        age("25 hours");
        assertEquals(3, trim(4, 0).getLong("trimmed"));
        assertEquals(4, rows());
        assertEquals(11, post(draft("m2", true, 4)).getLong("seq"), "forgotten");
    }

    @Test
    void whatIsTooOldCanNoLongerBeRead() throws Exception {
        post(draft("m1", false, 0));
        post(draft("m2", false, 0));
        age("2 hours");
        post(draft("m3", false, 0));
        assertEquals(0, trim(0, 3 * 3_600_000L).getLong("trimmed"), "not yet");
        assertEquals(2, trim(0, 3_600_000).getLong("trimmed"));
        assertEquals(2, floor());
        assertEquals(List.of(3L), seqs(0));
        assertEquals(4, post(draft("m4", false, 0)).getLong("seq"), "numbers go on");
    }

    @Test
    void channelsOfOtherNamespacesAreLeftAlone() throws Exception {
        post(draft("m1", false, 0));
        age("30 days");
        stage.behind().run("update parley.channel set name = 'live.others.x'");
        assertEquals(0, trim(1, 1).getLong("trimmed"));
        assertEquals(1, rows());
        assertFalse(trim(1, 1).containsKey("next"), "the round is over");
    }
}

package dev.parley.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Pages of a live channel's history, whatever the log gives at once and whoever publishes meanwhile. */
class LiveHistoryTest {

    private static final Caller ANA = new Caller("ana", "Ana", Set.of(), "s1");

    private final Shelf shelf = new Shelf();
    private final LiveHistory history = new LiveHistory(shelf, 100);

    /** A log of one channel with numbers as data. */
    private static final class Shelf implements Log {

        private long head = 20;
        private long floor;
        private int pageMax = Integer.MAX_VALUE;
        /** So many are added before each page is read. */
        private int busy;
        private Opening door;

        @Override
        public Future<List<Opening>> open(List<Door> doors) {
            return Future.succeededFuture(List.of(door != null ? door
                : new Opening.Open(new Position("e", head), floor)));
        }

        @Override
        public Future<Page> read(PageRequest request) {
            head += busy;
            busy = Math.max(0, busy - 1);
            long from = Math.max(request.after(), floor) + 1;
            long to = Math.min(head, from - 1 + Math.min(pageMax, request.limit()));
            return Future.succeededFuture(new Page(LongStream.rangeClosed(from, to).mapToObj(Shelf::entry)
                .toList(), new Position("e", head), floor));
        }

        private static Publication entry(long seq) {
            return new Publication("live.a.b", "e", seq, "noted", "", List.of(),
                Buffer.buffer("{\"seq\":" + seq + "}"));
        }

        @Override
        public Future<Map<String, Position>> heads(Set<String> channels) {
            return Future.succeededFuture(Map.of());
        }
    }

    private String ask(String body) {
        var answer = new JsonObject(history.answer(ANA, history.request(new Fields(
            new JsonObject(body).put("channel", "live.a.b")))).result());
        var seqs = answer.getJsonArray("publications").stream()
            .map(entry -> ((JsonObject) entry).getLong("seq")).toList();
        return (seqs.isEmpty() ? "none" : seqs.getFirst() + "-" + seqs.getLast()) + " of "
            + answer.getJsonObject("head").getLong("seq") + (answer.getBoolean("more") ? " more" : "");
    }

    @Test
    void afterASeqTheOldestComeFirst() {
        assertEquals("1-5 of 20 more", ask("{\"after\":0,\"limit\":5}"));
        assertEquals("16-20 of 20", ask("{\"after\":15,\"limit\":5}"));
        assertEquals("none of 20", ask("{\"after\":20}"));
        assertEquals("none of 20", ask("{\"after\":30}"));
        shelf.floor = 10;
        assertEquals("11-12 of 20 more", ask("{\"after\":3,\"limit\":2}"));
        shelf.floor = 20;
        assertEquals("none of 20", ask("{\"after\":3}"));
    }

    @Test
    void withoutASeqTheNewestCome() {
        assertEquals("18-20 of 20 more", ask("{\"limit\":3}"));
        assertEquals("1-20 of 20", ask("{}"));
        shelf.floor = 18;
        assertEquals("19-20 of 20", ask("{\"limit\":3}"));
        shelf.head = 0;
        shelf.floor = 0;
        assertEquals("none of 0", ask("{}"));
    }

    @Test
    void whatIsPublishedMeanwhileIsThereAsWell() {
        shelf.busy = 3;
        assertEquals("24-26 of 26 more", ask("{\"limit\":3}"));
    }

    @Test
    void ofLargeEventsFewerComeAndStillTheNewest() {
        shelf.pageMax = 4;
        assertEquals("17-20 of 20 more", ask("{\"limit\":10}"));
        assertEquals("3-6 of 20 more", ask("{\"after\":2,\"limit\":10}"));
    }

    @Test
    void whoeverMayNotReadAndWhateverKeepsNothingIsRefused() {
        shelf.door = new Opening.Passing();
        var refused = history.answer(ANA, history.request(new Fields(
            new JsonObject().put("channel", "live.a.b")))).cause();
        assertEquals("bad_request", ((RefusedException) refused).refusal().type().word());
        assertTrue(refused.getMessage() == null || !refused.getMessage().contains("Exception"));
    }
}

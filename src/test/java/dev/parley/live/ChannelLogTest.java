package dev.parley.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.SettingsReader;
import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.protocol.Position;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One log before all: each question goes where the channel is kept, and nobody waits for another's store. */
class ChannelLogTest {

    private final Store durable = new Store("durable");
    private final Store recent = new Store("recent");
    private final Log log = new ChannelLog(durable, recent, new Namespaces(SettingsReader.forTests("""
        namespaces=closed: {log: durable, subscribe: server, publish: server}
        """).namespaces()));

    /** Answers in its own epoch, or not at all. */
    private static final class Store implements Log {

        private final String epoch;
        private final List<Door> doors = new ArrayList<>();
        private final List<PageRequest> requests = new ArrayList<>();
        private boolean away;

        private Store(String epoch) {
            this.epoch = epoch;
        }

        @Override
        public Future<List<Opening>> open(List<Door> asked) {
            doors.addAll(asked);
            return answer(asked.stream().<Opening>map(door ->
                new Opening.Open(new Position(epoch, 1), 0)).toList());
        }

        @Override
        public Future<Page> read(PageRequest request) {
            requests.add(request);
            return answer(new Page(List.of(), new Position(epoch, 1), 0));
        }

        @Override
        public Future<Map<String, Position>> heads(Set<String> channels) {
            return answer(channels.stream().collect(Collectors.toMap(name -> name,
                name -> new Position(epoch, 1))));
        }

        private <T> Future<T> answer(T answer) {
            return away ? Future.failedFuture(Refusal.unavailable("away", 1).asException())
                : Future.succeededFuture(answer);
        }
    }

    private static String word(Opening opening) {
        return switch (opening) {
            case Opening.Open open -> open.head().epoch();
            case Opening.Passing passing -> passing.each() ? "passing each" : "passing";
            case Opening.Away away -> away.refusal().type().word();
            case Opening.Shut shut -> shut.refusal().type().word();
        };
    }

    private List<String> open(String... channels) {
        var doors = List.of(channels).stream().map(channel -> new Door(channel, "ana")).toList();
        return log.open(doors).result().stream().map(ChannelLogTest::word).toList();
    }

    @Test
    void eachDoorIsOpenedByWhatKeepsItsChannelInTheirOrder() {
        assertEquals(List.of("recent", "durable", "passing", "durable", "not_found", "forbidden", "passing",
            "durable", "recent"), open("live.recent.a", "room.a", "live.ephemeral.a", "live.demo.a",
            "live.none.a", "live.closed.a", "live.demo.*", "user.ana", "live.recent.b"));
        assertEquals(List.of("ana", "", "ana"), durable.doors.stream().map(Door::user).toList(),
            "of live channels it was decided before");
    }

    @Test
    void aStoreThatIsAwayHarmsNoOther() {
        recent.away = true;
        assertEquals(List.of("unavailable", "durable", "passing"),
            open("live.recent.a", "room.a", "live.ephemeral.a"));
        assertEquals(Set.of("room.a", "live.demo.a"),
            log.heads(Set.of("room.a", "live.demo.a", "live.recent.a", "live.ephemeral.a")).result()
                .keySet());
        durable.away = true;
        assertTrue(log.heads(Set.of("room.a", "live.recent.a")).failed(), "nobody answers");
    }

    @Test
    void pagesOfLiveChannelsAreReadInTheNameOfTheServer() {
        log.read(new PageRequest("live.demo.a", "ana", 3, 4));
        log.read(new PageRequest("room.a", "ana", 3, 4));
        assertEquals(List.of(new PageRequest("live.demo.a", "", 3, 4), new PageRequest("room.a", "ana", 3,
            4)), durable.requests);
        assertTrue(log.read(new PageRequest("live.ephemeral.a", "ana", 0, 1)).failed());
        assertTrue(log.read(new PageRequest("live.none.a", "ana", 0, 1)).failed());
    }

    @Test
    void nothingIsAskedWhereNothingIsKept() {
        assertInstanceOf(Opening.Passing.class, log.open(
            List.of(new Door("live.ephemeral.a", "ana"))).result().getFirst());
        assertFalse(log.heads(Set.of("live.ephemeral.a")).failed());
        assertEquals(List.of(), durable.doors);
    }
}

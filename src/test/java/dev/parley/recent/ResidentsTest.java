package dev.parley.recent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.SettingsReader;
import dev.parley.embedded.RedisNode;
import dev.parley.log.Draft;
import dev.parley.log.Posted;
import dev.parley.protocol.Publication;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever lives on an event loop appends over that loop's connection, in order, and is answered at home. */
class ResidentsTest {

    private static final String CHANNEL = "live.contract.loops";
    private static final int EACH = 200;

    @TempDir
    private Path folder;

    @Test
    void twoLoopsAppendToOneChannelEachInItsOrder() throws Exception {
        try (var redis = RedisNode.start(folder, "appendonly no");
             var node = new RecentNode(SettingsReader.forTests().redis().at(redis.url()))) {
            var loops = node.onEachLoop(context -> appendAll(node, context));
            loops.forEach(seqs -> assertEquals(seqs.stream().sorted().toList(), seqs));
            var all = LongStream.rangeClosed(1, 2 * EACH).boxed().toList();
            assertEquals(all, loops.stream().flatMap(List::stream).sorted().toList());
            assertEquals(all, node.told.stream().map(Publication::seq).sorted().toList());
        }
    }

    /** The numbers of so many events that are published from this context, in the order of publishing. */
    private static Future<List<Long>> appendAll(RecentNode node, Context home) {
        assertTrue(node.residents.here().isPresent(), "an instance lives on each loop");
        var appended = IntStream.range(0, EACH).mapToObj(i -> append(node, "m" + i)
            .map(posted -> {
                assertSame(home, Vertx.currentContext());
                return posted.position().orElseThrow().seq();
            })).toList();
        return Future.join(appended).map(all -> appended.stream().map(Future::result).toList());
    }

    private static Future<Posted> append(RecentNode node, String id) {
        var draft = new Draft(CHANNEL, "message", "{}", id, false, "ana", "", Optional.empty());
        return node.log.append(RecentLogTest.namespace(1_000, 0, false), draft);
    }
}

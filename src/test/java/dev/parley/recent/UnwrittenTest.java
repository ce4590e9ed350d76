package dev.parley.recent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.config.Namespace;
import dev.parley.config.RedisSettings;
import dev.parley.config.SettingsReader;
import dev.parley.log.Draft;
import dev.parley.protocol.Publication;
import dev.parley.redis.Standing;
import dev.parley.redis.Store;
import dev.parley.redis.StoreParts;
import dev.parley.testing.TestRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is still to be written out is known until it is, and what was trimmed before is confessed. */
class UnwrittenTest {

    private static final String CHANNEL = "live.out.orders";

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final RedisSettings settings = SettingsReader.forTests("redis.prefix=out" + System.nanoTime())
        .redis().at(TestRedis.settings().url());
    private RecentNode node;
    private Unwritten unwritten;

    @BeforeEach
    void open() throws Exception {
        node = new RecentNode(settings);
        var meters = new SimpleMeterRegistry();
        on(() -> {
            var store = Store.of(vertx, new StoreParts(settings, Unwritten.SCRIPTS, new Standing(meters),
                meters, new Random()));
            unwritten = new Unwritten(settings, store, new Random());
            return store.open();
        });
    }

    @AfterEach
    void close() throws Exception {
        node.close();
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private <T> T on(Supplier<Future<T>> question) throws Exception {
        var promise = Promise.<T>promise();
        context.runOnContext(turn -> question.get().onComplete(promise));
        return await(promise.future());
    }

    private void append(String id, Namespace namespace) throws Exception {
        await(node.log.append(namespace, new Draft(CHANNEL, "noted", "1", id, true, "", "",
            Optional.empty())));
    }

    private List<Long> seqs(Unwritten.Piece piece) {
        return piece.events().stream().map(Publication::seq).toList();
    }

    @Test
    void knowsWhatIsUnwrittenUntilItIsWritten() throws Exception {
        var writes = RecentLogTest.namespace(0, 0, true);
        append("before", RecentLogTest.namespace(0, 0, false));
        append("m1", writes);
        append("m2", writes);
        assertEquals(List.of(CHANNEL), on(unwritten::channels));
        var piece = on(() -> unwritten.next(CHANNEL));
        assertEquals(List.of(2L, 3L), seqs(piece));
        assertEquals(0, piece.missed());
        append("m3", writes);
        on(() -> unwritten.wrote(piece));
        assertEquals(List.of(CHANNEL), on(unwritten::channels));
        var rest = on(() -> unwritten.next(CHANNEL));
        assertEquals(List.of(4L), seqs(rest));
        on(() -> unwritten.wrote(rest));
        assertEquals(List.of(), on(unwritten::channels));
        assertEquals(0, on(() -> unwritten.next(CHANNEL)).last());
    }

    @Test
    void confessesWhatWasTrimmedBefore() throws Exception {
        for (int i = 0; i < 20; i++) {
            append("m" + i, RecentLogTest.namespace(5, 0, true));
        }
        var piece = on(() -> unwritten.next(CHANNEL));
        assertEquals(15, piece.missed());
        assertEquals(List.of(16L, 17L, 18L, 19L, 20L), seqs(piece));
        on(() -> unwritten.wrote(piece));
        assertEquals(List.of(), on(unwritten::channels));
    }

    @Test
    void aPieceOfAChannelThatIsGoneMovesNothing() throws Exception {
        append("m1", RecentLogTest.namespace(0, 0, true));
        var piece = on(() -> unwritten.next(CHANNEL));
        on(() -> unwritten.wrote(new Unwritten.Piece(CHANNEL, "another", piece.epoch(), 0, piece.events())));
        assertEquals(List.of(1L), seqs(on(() -> unwritten.next(CHANNEL))));
    }

    @Test
    void whoeverIsNoLongerWrittenOutIsForgottenThere() throws Exception {
        append("m1", RecentLogTest.namespace(0, 0, true));
        append("m2", RecentLogTest.namespace(0, 0, false));
        assertEquals(List.of(), on(unwritten::channels));
        append("m3", RecentLogTest.namespace(0, 0, true));
        assertEquals(List.of(3L), seqs(on(() -> unwritten.next(CHANNEL))));
    }
}

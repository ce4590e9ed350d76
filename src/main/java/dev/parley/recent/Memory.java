package dev.parley.recent;

import dev.parley.config.RedisSettings;
import dev.parley.redis.Reply;
import dev.parley.redis.Store;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Watches whether Redis still knows what it knew a second ago: a mark that is gone, or another life, tells of
 * a flush, a restart or a failover. Lives on one context.
 */
final class Memory {

    private static final int EVERY_MS = 1_000;
    /** Of a Cluster so many shelves are looked at: more than it has masters. */
    private static final int MARKS = 32;

    private final Vertx vertx;
    private final RecentParts parts;
    private final Store store;
    private final Map<Integer, String> seen = new HashMap<>();
    private long timer = -1;

    Memory(Vertx vertx, RecentParts parts, Store store) {
        this.vertx = vertx;
        this.parts = parts;
        this.store = store;
    }

    void start() {
        look();
        timer = vertx.setPeriodic(EVERY_MS, due -> look());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (store.up() || parts.settings().mode() == RedisSettings.Mode.CLUSTER) {
            int marks = parts.settings().mode() == RedisSettings.Mode.CLUSTER ? MARKS : 1;
            IntStream.range(0, marks).map(i -> i * (Shelves.COUNT / marks)).forEach(shelf ->
                store.run(Scripts.MARK, List.of(parts.shelves().mark(shelf)), List.of(parts.word()))
                    .onSuccess(reply -> saw(shelf, reply)));
        }
    }

    private void saw(int shelf, Reply reply) {
        var now = Epoch.of(reply.value().toString(), reply.runId());
        var before = seen.put(shelf, now);
        if (before != null && !before.equals(now)) {
            parts.forgot().run();
        }
    }
}

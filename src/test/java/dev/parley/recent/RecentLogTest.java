package dev.parley.recent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Namespace;
import dev.parley.config.Namespace.Flow;
import dev.parley.config.Namespace.History;
import dev.parley.config.Namespace.Kind;
import dev.parley.config.Namespace.Limits;
import dev.parley.config.Namespace.Rights;
import dev.parley.config.Namespace.Rule;
import dev.parley.config.RedisSettings;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.RedisNode;
import dev.parley.log.Door;
import dev.parley.log.LogContract;
import dev.parley.log.Opening;
import dev.parley.log.PageRequest;
import dev.parley.log.Posted;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Position;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recent log keeps the contract, its bounds, and says honestly when Redis has forgotten. */
class RecentLogTest extends LogContract {

    @TempDir
    private Path folder;
    private RedisNode redis;
    private RecentNode one;
    private RecentNode two;

    @BeforeEach
    void open() throws Exception {
        redis = RedisNode.start(folder, "appendonly yes", "appendfsync always");
        one = new RecentNode(settings());
        two = new RecentNode(settings());
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        two.close();
        redis.close();
    }

    private RedisSettings settings(String... more) {
        return SettingsReader.forTests(more).redis().at(redis.url());
    }

    @Override
    protected List<Node> nodes() {
        return List.of(one.shown(), two.shown());
    }

    @Override
    protected Namespace keeping(int length) {
        return namespace(length, 0, false);
    }

    private static Namespace namespace(int length, long ageMs) {
        return namespace(length, ageMs, false);
    }

    static Namespace namespace(int length, long ageMs, boolean out) {
        return new Namespace("contract", Kind.RECENT, new History(length, ageMs),
            new Rights(Rule.AUTHENTICATED, Rule.AUTHENTICATED), false, false, false, out,
            new Limits(65_536, 0, 0), Flow.FREE);
    }

    private Position head(String channel) throws Exception {
        return until(() -> await(one.log.heads(Set.of(channel))).get(channel));
    }

    static <T> T until(Callable<T> attempt) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return attempt.call();
            } catch (Exception | AssertionError fault) {
                if (System.nanoTime() > end) {
                    throw fault;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    @Test
    void keepsExactlyAsManyAsItIsTold() throws Exception {
        var channel = channel();
        for (int i = 0; i < 500; i++) {
            one.log.append(keeping(100), draft(channel, "m" + i, "ana"));
        }
        await(one.log.append(keeping(100), draft(channel, "last", "ana")));
        var page = await(two.log.read(new PageRequest(channel, "", 0, 1_000)));
        assertEquals(401, page.floor());
        assertEquals(100, page.publications().size());
    }

    @Test
    void forgetsWhatIsOldAndKeepsItsPosition() throws Exception {
        var channel = channel();
        for (int i = 0; i < 30; i++) {
            await(one.log.append(namespace(0, 300), draft(channel, "m" + i, "ana")));
        }
        var epoch = head(channel).epoch();
        until(() -> {
            var opening = (Opening.Open) await(one.log.open(List.of(new Door(channel, "")))).getFirst();
            assertEquals(30, opening.floor());
            assertEquals(new Position(epoch, 30), opening.head());
            return opening;
        });
        var next = await(one.log.append(namespace(0, 60_000), draft(channel, "next", "ana")));
        assertEquals(new Position(epoch, 31), next.position().orElseThrow());
        assertEquals(1, await(two.log.read(new PageRequest(channel, "", 0, 10))).publications().size());
    }

    @Test
    void prunesOnlyWhatIsOld() throws Exception {
        var channel = channel();
        await(one.log.append(namespace(0, 900), draft(channel, "old", "ana")));
        var began = System.nanoTime();
        until(() -> {
            assertTrue(System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(600));
            return true;
        });
        for (int i = 0; i < 50; i++) {
            await(one.log.append(namespace(0, 900), draft(channel, "new" + i, "ana")));
        }
        until(() -> {
            var page = await(one.log.read(new PageRequest(channel, "", 0, 100)));
            assertEquals(1, page.floor());
            assertEquals(50, page.publications().size());
            return page;
        });
    }

    @Test
    void aFlushIsAnotherEpochAndIsNoticedWithoutAnyAppend() throws Exception {
        var channel = channel();
        post(channel, "m1");
        var before = head(channel);
        one.forgotten.set(0);
        redis.ask("FLUSHALL");
        assertNotEquals(before.epoch(), head(channel).epoch());
        assertEquals(0, head(channel).seq());
        until(() -> {
            assertTrue(one.forgotten.get() > 0);
            return true;
        });
        assertEquals(1, post(channel, "m1").position().orElseThrow().seq());
    }

    @Test
    void aRestartIsAnotherEpochThoughNothingIsLost() throws Exception {
        var channel = channel();
        post(channel, "m1");
        post(channel, "m2");
        var before = head(channel);
        redis.kill();
        redis.start();
        var after = head(channel);
        assertEquals(before.seq(), after.seq());
        assertNotEquals(before.epoch(), after.epoch());
        until(() -> {
            assertTrue(one.forgotten.get() > 0);
            return true;
        });
        assertTrue(until(() -> post(channel, "m2")).duplicate());
    }

    @Test
    void whatWasEvictedIsAnotherEpoch() throws Exception {
        var channel = channel();
        post(channel, "m1");
        var before = head(channel);
        redis.ask("DEL", new Shelves("parley").channel(channel));
        var after = head(channel);
        assertEquals(0, after.seq());
        assertNotEquals(before.epoch(), after.epoch());
        assertEquals(0, await(one.log.read(new PageRequest(channel, "", 0, 10))).publications().size());
    }

    @Test
    void refusesWhileRedisHangsAndTellsLaterWhatWasWrittenUnheard() throws Exception {
        var channel = channel();
        post(channel, "m1");
        redis.hang();
        var refused = one.log.append(keeping(0), draft(channel, "m2", "ana"));
        assertEquals(FailureType.UNAVAILABLE, refusal(refused).type());
        redis.goOn();
        var again = until(() -> await(one.log.append(keeping(0), draft(channel, "m2", "ana"))));
        assertEquals(2, again.position().orElseThrow().seq());
        until(() -> {
            assertTrue(one.told.stream().anyMatch(event -> event.channel().equals(channel)
                && event.seq() == 2), one.told.toString());
            return true;
        });
    }

    @Test
    void refusesWhatIsMoreThanMayWait() throws Exception {
        try (var narrow = new RecentNode(settings("redis.queueMax=100", "redis.batchMax=10"))) {
            var channel = channel();
            await(narrow.log.append(keeping(0), draft(channel, "first", "ana")));
            redis.hang();
            var answers = new ArrayList<Future<Posted>>();
            for (int i = 0; i < 150; i++) {
                answers.add(narrow.log.append(keeping(0), draft(channel, "m" + i, "ana")));
            }
            until(() -> {
                assertEquals(50, answers.stream().filter(Future::failed).count());
                return true;
            });
            redis.goOn();
            await(Future.join(answers).transform(all -> Future.succeededFuture()));
            assertEquals(100, answers.stream().filter(Future::succeeded).count());
        }
    }

    @Test
    void knowsIdsForAsManyTurnsAsItPromises() throws Exception {
        try (var node = new RecentNode(settings("redis.idsMax=100"))) {
            var channel = channel();
            for (int i = 0; i < 190; i++) {
                await(node.log.append(keeping(0), draft(channel, "m" + i, "ana")));
            }
            assertTrue(await(node.log.append(keeping(0), draft(channel, "m95", "ana"))).duplicate());
            for (int i = 190; i < 310; i++) {
                await(node.log.append(keeping(0), draft(channel, "m" + i, "ana")));
            }
            assertFalse(await(node.log.append(keeping(0), draft(channel, "m0", "ana"))).duplicate());
        }
    }
}

package dev.parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.embedded.RedisNode;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Redis: pipelined, gone, hung, full, forgetful; every question is answered. */
class StoreTest {

    @TempDir
    private Path folder;
    private RedisNode redis;
    private StoreHouse house;

    @BeforeEach
    void open() throws Exception {
        redis = RedisNode.start(folder.resolve("redis"));
        house = new StoreHouse(StoreHouse.settings(redis.url(), "redis.timeoutMs=400"));
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        redis.close();
    }

    private Refusal refusal(String key) {
        var failed = assertThrows(ExecutionException.class, () -> house.add(key, 1));
        return assertInstanceOf(RefusedException.class, failed.getCause()).refusal();
    }

    @Test
    void pipelinesThousandsOverOneConnectionInOrder() throws Exception {
        var answers = house.on(() -> {
            var sent = IntStream.rangeClosed(1, 4_000).mapToObj(i ->
                house.store.run(StoreHouse.ADD, List.of("many"), List.of("1"))).toList();
            return Future.join(sent).map(all -> sent.stream().map(f -> f.result().value().toLong()).toList());
        });
        assertEquals(IntStream.rangeClosed(1, 4_000).mapToObj(i -> (long) i).toList(), answers);
        assertEquals(1, house.meters.get("parley_redis_connections").gauge().value());
    }

    @Test
    void answersOnTheContextOfTheStore() throws Exception {
        var where = house.on(() -> house.store.send("a", Request.cmd(Command.PING))
            .map(pong -> Vertx.currentContext()));
        assertSame(house.context(), where);
    }

    @Test
    void refusesWhatIsMoreThanMayWait() throws Exception {
        try (var narrow = new StoreHouse(StoreHouse.settings(redis.url(), "redis.pipelineMax=16"))) {
            var outcomes = new ArrayList<Future<Reply>>();
            narrow.on(() -> {
                IntStream.range(0, 20).forEach(i -> outcomes.add(
                    narrow.store.run(StoreHouse.ADD, List.of("narrow"), List.of("1"))));
                return Future.join(outcomes).transform(all -> Future.succeededFuture());
            });
            assertEquals(16, outcomes.stream().filter(Future::succeeded).count());
            var refused = (RefusedException) outcomes.getLast().cause();
            assertEquals(FailureType.UNAVAILABLE, refused.refusal().type());
            assertTrue(refused.refusal().details().getLong("retryAfterMs") > 0);
            assertEquals(17, narrow.add("narrow", 1));
        }
    }

    @Test
    void refusesWhileRedisIsAwayAndGoesOnWhenItIsBack() throws Exception {
        house.add("x", 1);
        var before = house.send("x", Command.PING).runId();
        redis.kill();
        assertEquals(FailureType.UNAVAILABLE, StoreHouse.until(() -> refusal("x")).type());
        StoreHouse.until(() -> {
            assertTrue(house.standing.away().isPresent());
            return true;
        });
        assertFalse(house.store.up());
        redis.start();
        assertEquals(1, StoreHouse.until(() -> house.add("x", 1)));
        assertNotEquals(before, house.send("x", Command.PING).runId());
        assertTrue(house.standing.away().isEmpty());
    }

    @Test
    void answersEveryQuestionOfAHungRedis() throws Exception {
        house.add("x", 1);
        redis.hang();
        var refused = refusal("x");
        assertEquals(FailureType.UNAVAILABLE, refused.type());
        redis.goOn();
        assertTrue(StoreHouse.until(() -> house.add("x", 1)) >= 2);
    }

    @Test
    void noticesThatAnIdleRedisHangs() throws Exception {
        redis.hang();
        StoreHouse.until(() -> {
            assertTrue(house.standing.away().isPresent());
            return true;
        });
        redis.goOn();
        StoreHouse.until(() -> {
            assertTrue(house.standing.away().isEmpty());
            return true;
        });
    }

    @Test
    void tellsAScriptAnewThatRedisHasForgotten() throws Exception {
        house.add("x", 1);
        house.send("x", Command.SCRIPT, "FLUSH");
        assertEquals(3, house.add("x", 2));
        assertEquals(1, house.meters.get("parley_redis_scripts_reloaded").counter().count());
        assertEquals(4, house.add("x", 1));
        assertEquals(1, house.meters.get("parley_redis_scripts_reloaded").counter().count());
    }

    @Test
    void saysThatRedisIsFull() throws Exception {
        house.send("x", Command.CONFIG, "SET", "maxmemory", "1");
        assertEquals("Redis has no room; asking again is safe.", refusal("x").message());
        house.send("x", Command.CONFIG, "SET", "maxmemory", "0");
        assertEquals(1, house.add("x", 1));
    }

    @Test
    void takesAFaultOfOursForOne() throws Exception {
        house.send("list", Command.LPUSH, "list", "a");
        assertEquals(FailureType.INTERNAL, refusal("list").type());
        assertEquals(1, house.add("x", 1));
    }

    @Test
    void refusesToUseAReplica() throws Exception {
        try (var replica = RedisNode.start(folder.resolve("replica"),
                "replicaof 127.0.0.1 " + redis.port());
             var other = new StoreHouse(StoreHouse.settings(replica.url()))) {
            assertFalse(other.store.up());
            assertEquals("it is no master", other.standing.away().orElseThrow());
        }
    }

    @Test
    void signsInWithTheUserAndPasswordOfTheSettingsOrOfTheUrl() throws Exception {
        try (var locked = RedisNode.start(folder.resolve("locked"), "requirepass s3cret",
            "user parley on >pa55 ~* &* +@all")) {
            var open = locked.url();
            for (var settings : List.of(StoreHouse.settings(open, "redis.password=s3cret"),
                StoreHouse.settings(open, "redis.user=parley", "redis.password=pa55"),
                StoreHouse.settings(open.replace("//", "//:s3cret@")),
                StoreHouse.settings(open.replace("//", "//parley:pa55@")))) {
                try (var known = new StoreHouse(settings)) {
                    assertTrue(known.add("signed", 1) > 0);
                }
            }
            try (var unknown = new StoreHouse(StoreHouse.settings(open, "redis.password=wrong"))) {
                assertFalse(unknown.store.up());
                assertFalse(unknown.standing.away().orElseThrow().contains("wrong"));
            }
        }
    }

    @Test
    void opensWhileRedisIsAway() throws Exception {
        redis.kill();
        try (var early = new StoreHouse(StoreHouse.settings(redis.url()))) {
            assertFalse(early.store.up());
            redis.start();
            assertEquals(1, StoreHouse.until(() -> early.add("early", 1)));
        }
    }

    @Test
    void hearsAgainAfterRedisWasAway() throws Exception {
        var heard = new ConcurrentLinkedQueue<String>();
        var parts = new StoreParts(StoreHouse.settings(redis.url()), List.of(), house.standing, house.meters,
            new Random());
        house.on(() -> new Ear(house.vertx(), parts, List.of("news", "more"),
            (channel, message) -> heard.add(channel + " " + message)).open());
        for (var round : List.of("one", "two")) {
            StoreHouse.until(() -> {
                assertTrue(house.send("x", Command.PUBLISH, "news", round).value().toInteger() > 0);
                return true;
            });
            StoreHouse.until(() -> {
                assertTrue(heard.contains("news " + round), heard.toString());
                return true;
            });
            redis.kill();
            redis.start();
        }
    }
}

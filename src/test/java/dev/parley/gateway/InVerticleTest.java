package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.SettingsReader;
import dev.parley.embedded.RedisNode;
import dev.parley.redis.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in through Redis is published once, in order, whoever dies; what cannot be is kept apart. */
class InVerticleTest {

    @TempDir
    private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final Clientele clientele = new Clientele();
    private RedisNode redis;
    private RedisConnection outside;

    @BeforeEach
    void open() throws Exception {
        redis = RedisNode.start(folder);
        outside = await(Redis.createClient(vertx, redis.url()).connect());
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        redis.close();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** A node's way in; its id, to be undeployed by. */
    private String node(String name) throws Exception {
        var meters = new SimpleMeterRegistry();
        var settings = SettingsReader.forTests("redis.leaseMs=400").redis().at(redis.url());
        return await(vertx.deployVerticle(new InVerticle(new GatewayParts(settings, new Standing(meters),
            name, meters, new Random()), clientele)));
    }

    private Response ask(Command command, String... words) throws Exception {
        var request = Request.cmd(command);
        for (var word : words) {
            request.arg(word);
        }
        return await(outside.send(request));
    }

    private String put(String channel, Object data, String id) throws Exception {
        var wish = new JsonObject().put("channel", channel).put("data", data);
        return ask(Command.XADD, "parley:inbox", "*", "json",
            (id.isEmpty() ? wish : wish.put("id", id)).encode()).toString();
    }

    private void untilEmpty() throws Exception {
        until(() -> ask(Command.XLEN, "parley:inbox").toInteger() == 0);
    }

    @Test
    void publishesEachChannelsLettersInTheirOrderAndTakesThemOut() throws Exception {
        put("live.a.1", 0, "");
        node("one");
        for (int i = 1; i < 1_500; i++) {
            put("live.a." + (1 + i % 3), i, "m" + i);
        }
        untilEmpty();
        for (int channel = 0; channel < 3; channel++) {
            int rest = channel;
            assertEquals(IntStream.range(0, 1_500).filter(i -> i % 3 == rest).boxed().toList(),
                clientele.of("live.a." + (1 + channel)));
        }
        assertEquals(0, ask(Command.XPENDING, "parley:inbox", "parley").get(0).toInteger());
    }

    @Test
    void aLetterWithoutAnIdHasItsOwn() throws Exception {
        node("one");
        var entry = put("live.a.1", "x", "");
        untilEmpty();
        assertEquals(entry, clientele.kept.getFirst().getString("id"));
    }

    @Test
    void keepsApartWhatCannotBePublished() throws Exception {
        node("one");
        ask(Command.XADD, "parley:inbox", "*", "text", "hello");
        ask(Command.XADD, "parley:inbox", "*", "json", "{\"channel\":");
        ask(Command.XADD, "parley:inbox", "*", "json", "[1]");
        var last = put("live.undeclared.x", 1, "m1");
        put("live.a.1", 1, "m2");
        untilEmpty();
        var dead = ask(Command.XRANGE, "parley:dead", "-", "+");
        var reasons = IntStream.range(0, dead.size()).mapToObj(i -> dead.get(i).get(1).get(3).toString())
            .sorted().toList();
        assertEquals(List.of("bad_request: That is no JSON object.", "bad_request: That is no JSON.",
            "bad_request: The entry has no field \"json\".",
            "not_found: There is no live channel \"live.undeclared.x\"."), reasons);
        var fields = dead.get(3).get(1);
        assertEquals("entry " + last + " json", fields.get(0) + " " + fields.get(1) + " " + fields.get(4));
        assertEquals(List.of(1), clientele.of("live.a.1"));
    }

    @Test
    void triesAgainInOrderWhatIsNotAcceptedForNow() throws Exception {
        clientele.away = true;
        node("one");
        for (int i = 0; i < 50; i++) {
            put("live.a.1", i, "m" + i);
        }
        until(() -> clientele.asked.get() > 100);
        clientele.away = false;
        untilEmpty();
        assertEquals(IntStream.range(0, 50).boxed().toList(), clientele.of("live.a.1"));
    }

    @Test
    void takesOverWhatADeadNodeHadInHand() throws Exception {
        put("live.a.1", 1, "m1");
        put("live.passing.1", 1, "m2");
        ask(Command.XGROUP, "CREATE", "parley:inbox", "parley", "0");
        ask(Command.XREADGROUP, "GROUP", "parley", "dead", "STREAMS", "parley:inbox", ">");
        put("live.a.1", 2, "m3");
        node("next");
        untilEmpty();
        assertEquals(List.of(1, 2), clientele.of("live.a.1"));
        assertEquals(List.of(), clientele.of("live.passing.1"));
    }

    @Test
    void anotherNodeGoesOnWhenOneEnds() throws Exception {
        var first = node("one");
        node("two");
        for (int i = 0; i < 400; i++) {
            put("live.a.1", i, "m" + i);
            if (i == 200) {
                await(vertx.undeploy(first));
            }
        }
        untilEmpty();
        assertEquals(IntStream.range(0, 400).boxed().toList(), clientele.of("live.a.1"));
    }

    @Test
    void publishesOnceWhatAllNodesHear() throws Exception {
        node("one");
        node("two");
        until(() -> ask(Command.PUBSUB, "NUMSUB", "parley:publish").get(1).toInteger() == 2);
        for (int i = 0; i < 20; i++) {
            ask(Command.PUBLISH, "parley:publish", new JsonObject().put("channel", "live.a.1").put("data", i)
                .put("id", "m" + i).encode());
        }
        ask(Command.PUBLISH, "parley:publish", "nonsense");
        until(() -> clientele.kept.size() == 20);
        assertEquals(20, clientele.asked.get());
        assertEquals(IntStream.range(0, 20).boxed().toList(), clientele.of("live.a.1"));
    }

    @Test
    void beginsAnewWhenTheStreamWasThrownAway() throws Exception {
        node("one");
        put("live.a.1", 1, "m1");
        untilEmpty();
        ask(Command.FLUSHALL);
        put("live.a.1", 2, "m2");
        until(() -> clientele.of("live.a.1").size() == 2);
    }

    @Test
    void goesOnWhenRedisIsBack() throws Exception {
        node("one");
        put("live.a.1", 1, "m1");
        untilEmpty();
        redis.kill();
        redis.start();
        outside = await(Redis.createClient(vertx, redis.url()).connect());
        put("live.a.1", 2, "m2");
        until(() -> clientele.of("live.a.1").size() == 2);
    }
}

package dev.parley.metrics;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scrape shows. */
class MetersTest {

    private final Meters meters = new Meters();
    private final Vertx vertx = meters.build(Vertx.builder()
        .with(meters.options(new VertxOptions().setEventLoopPoolSize(2)))).build();

    @AfterEach
    void close() {
        await(vertx.close());
        meters.close();
    }

    @Test
    void showsTheProcessAndThePools() {
        await(vertx.createSharedWorkerExecutor("readers", 1).executeBlocking(() -> "done"));
        var text = meters.scrape();
        assertTrue(text.contains("jvm_memory_used_bytes"), text);
        assertTrue(text.contains("process_cpu_usage"), text);
        assertTrue(text.contains("pool_name=\"readers\""), text);
    }

    @Test
    void leavesVertxsMetersOfEachFrameOff() {
        var server = await(vertx.createHttpServer()
            .requestHandler(request -> request.response().end()).listen(0, "127.0.0.1"));
        await(vertx.createHttpClient().request(io.vertx.core.http.HttpMethod.GET, server.actualPort(),
            "127.0.0.1", "/").compose(request -> request.send().compose(response -> response.body())));
        vertx.eventBus().publish("nobody", "hears");
        var text = meters.scrape();
        assertFalse(text.contains("vertx_http"), text);
        assertFalse(text.contains("vertx_net"), text);
        assertFalse(text.contains("vertx_eventbus"), text);
    }

    @Test
    void givesOurTimersAndSummariesTheirBuckets() {
        Timer.builder("parley.command").register(meters.registry()).record(Duration.ofMillis(3));
        meters.registry().summary("parley.batch").record(7);
        meters.registry().timer("other").record(Duration.ofMillis(3));
        var text = meters.scrape();
        assertTrue(text.contains("parley_command_seconds_bucket{le=\"0.002\"} 0"), text);
        assertTrue(text.contains("parley_command_seconds_bucket{le=\"0.005\"} 1"), text);
        assertTrue(text.contains("parley_batch_bucket{le=\"10.0\"} 1"), text);
        assertFalse(text.contains("other_seconds_bucket"), text);
    }

    @Test
    void seesALoopThatIsBlocked() {
        try (var lag = new LoopLag(vertx, meters.registry())) {
            var timer = meters.registry().get("parley.loop.lag").timer();
            var blocked = new CountDownLatch(1);
            Context loop = vertx.getOrCreateContext();
            var over = Promise.<Boolean>promise();
            loop.runOnContext(go -> over.complete(holds(blocked)));
            assertFalse(await(over.future()), "the latch is never counted down");
            eventually(() -> timer.max(TimeUnit.MILLISECONDS) > 500);
        }
    }

    private static boolean holds(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Looks again with each turn of a loop, for five seconds at most. */
    private void eventually(java.util.function.BooleanSupplier condition) {
        var seen = Promise.<Void>promise();
        var poll = vertx.setPeriodic(20, tick -> {
            if (condition.getAsBoolean()) {
                seen.tryComplete();
            }
        });
        await(seen.future());
        vertx.cancelTimer(poll);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}

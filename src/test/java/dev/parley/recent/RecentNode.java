package dev.parley.recent;

import dev.parley.bus.Bus;
import dev.parley.bus.VerticleGroup;
import dev.parley.config.RedisSettings;
import dev.parley.log.LogContract;
import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.redis.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A node's recent log as others see it. */
final class RecentNode implements AutoCloseable {

    private static final int LOOPS = 2;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Publication> told = new CopyOnWriteArrayList<>();
    final AtomicInteger forgotten = new AtomicInteger();
    final Residents residents = new Residents();
    final RecentLog log;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));

    RecentNode(RedisSettings settings) throws Exception {
        var bus = new Bus(vertx);
        var parts = new RecentParts(bus, settings, new Standing(meters), this::tell,
            forgotten::incrementAndGet, meters, new Random());
        var group = VerticleGroup.deploy(vertx, bus, RecentLog.GROUP,
            number -> new RecentVerticle(number, parts, residents), LOOPS);
        log = new RecentLog(group.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS),
            residents, 5_000);
    }

    private void tell(List<? extends Event> events) {
        events.forEach(event -> told.add((Publication) event));
    }

    /** What a task does on a context of each event loop comes to. */
    <T> List<T> onEachLoop(Function<Context, Future<T>> task) throws Exception {
        var results = new ArrayList<Future<T>>();
        for (int loop = 0; loop < LOOPS; loop++) {
            var result = Promise.<T>promise();
            results.add(result.future());
            vertx.deployVerticle(context -> {
                Future.succeededFuture(context).compose(task).onComplete(result);
                return Future.succeededFuture();
            });
        }
        Future.all(results).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return results.stream().map(Future::result).toList();
    }

    LogContract.Node shown() {
        return new LogContract.Node(log, log, told);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}

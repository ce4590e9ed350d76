package dev.parley.recent;

import dev.parley.bus.Bus;
import dev.parley.bus.VerticleGroup;
import dev.parley.config.RedisSettings;
import dev.parley.log.LogContract;
import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.redis.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A node's recent log as others see it. */
final class RecentNode implements AutoCloseable {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Publication> told = new CopyOnWriteArrayList<>();
    final AtomicInteger forgotten = new AtomicInteger();
    final RecentLog log;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));

    RecentNode(RedisSettings settings) throws Exception {
        var bus = new Bus(vertx);
        var parts = new RecentParts(bus, settings, new Standing(meters), this::tell,
            forgotten::incrementAndGet, meters, new Random());
        var group = VerticleGroup.deploy(vertx, bus, RecentLog.GROUP,
            number -> new RecentVerticle(number, parts), 2);
        log = new RecentLog(group.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS), 5_000);
    }

    private void tell(List<? extends Event> events) {
        events.forEach(event -> told.add((Publication) event));
    }

    LogContract.Node shown() {
        return new LogContract.Node(log, log, told);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}

package dev.parley.redis;

import dev.parley.config.RedisSettings;
import dev.parley.config.SettingsReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A store on an event loop of its own, asked from a test's thread. */
final class StoreHouse implements AutoCloseable {

    static final Script ADD = Script.of("add", "return redis.call('incrby', KEYS[1], ARGV[1])");

    private static final long LIMIT_SECONDS = 20;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Standing standing = new Standing(meters);
    final Store store;
    private final Vertx vertx = Vertx.vertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();

    StoreHouse(RedisSettings settings) throws Exception {
        var parts = new StoreParts(settings, List.of(ADD), standing, meters, new Random());
        store = Store.of(vertx, parts);
        on(store::open);
    }

    static RedisSettings settings(RedisSettings.Mode mode, String urls, String... more) {
        return SettingsReader.forTests(more).redis().reached(mode, urls);
    }

    static RedisSettings settings(String url, String... more) {
        return settings(RedisSettings.Mode.STANDALONE, url, more);
    }

    /** What a question on the store's context comes to. */
    <T> T on(Supplier<Future<T>> question) throws Exception {
        return start(question).toCompletionStage().toCompletableFuture()
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    <T> Future<T> start(Supplier<Future<T>> question) {
        var promise = Promise.<T>promise();
        context.runOnContext(turn -> question.get().onComplete(promise));
        return promise.future();
    }

    Context context() {
        return context;
    }

    long add(String key, int by) throws Exception {
        return on(() -> store.run(ADD, List.of(key), List.of(Integer.toString(by))))
            .value().toLong();
    }

    Reply send(String key, Command command, String... arguments) throws Exception {
        var request = Request.cmd(command);
        for (var argument : arguments) {
            request.arg(argument);
        }
        return on(() -> store.send(key, request));
    }

    Vertx vertx() {
        return vertx;
    }

    static <T> T until(Callable<T> attempt) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
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

    @Override
    public void close() throws Exception {
        on(store::close);
        vertx.close().toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}

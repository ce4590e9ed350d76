package dev.parley.bus;

import dev.parley.protocol.Refusal;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Single-instance deployments of one verticle kind behind a table of shards. Growing and shrinking hold the
 * shards that move, wait for the answers to their questions in flight, and release them at their new
 * instance: nothing is lost and nothing overtakes. May be asked from any context; answers come back there.
 */
public final class VerticleGroup implements Group {

    /** More than instances a node can use, so that they share evenly. */
    static final int SHARDS = 256;

    /** How long the end of the group waits for answers. */
    private static final int ANSWERS_MS_MAX = 2000;

    private static final int NOBODY = -1;

    private final Vertx vertx;
    private final Bus bus;
    private final String name;
    private final IntFunction<Deployable> factory;
    private final List<Shard> shards = IntStream.range(0, SHARDS).mapToObj(i -> new Shard(NOBODY)).toList();
    private final AtomicReference<List<String>> deployments = new AtomicReference<>(List.of());
    private final AtomicReference<Future<Void>> lastChange = new AtomicReference<>(Future.succeededFuture());

    private VerticleGroup(Vertx vertx, Bus bus, String name, IntFunction<Deployable> factory) {
        this.vertx = vertx;
        this.bus = bus;
        this.name = name;
        this.factory = factory;
    }

    /**
     * Deploys {@code count} instances; the one that {@code factory} makes for number n answers at {@code
     * Addresses.instance(name, n)} once its start completes.
     */
    public static Future<VerticleGroup> deploy(Vertx vertx, Bus bus, String name,
                                               IntFunction<Deployable> factory, int count) {
        var group = new VerticleGroup(vertx, bus, name, factory);
        return group.resize(count).map(group);
    }

    @Override
    public <R> Future<R> ask(Object key, Record question, long timeoutMs) {
        var shard = shards.get(shardOf(key));
        var context = vertx.getOrCreateContext();
        Promise<R> answer = Promise.promise();
        Executor home = task -> context.runOnContext(ignored -> task.run());
        var entered = shard.enter(home, instance -> this.<R>askInstance(instance, question, timeoutMs)
            .onComplete(result -> {
                shard.left();
                if (context == Vertx.currentContext()) {
                    answer.handle(result);
                } else {
                    home.execute(() -> answer.handle(result));
                }
            }));
        return entered ? answer.future() : Future.failedFuture(
            Refusal.unavailable("A part of the server is moving; asking again is safe.", 500).asException());
    }

    private <R> Future<R> askInstance(int instance, Record question, long timeoutMs) {
        return instance == NOBODY
            ? Future.failedFuture(Refusal.unavailable("A part of the server is away.", 1000).asException())
            : bus.ask(Addresses.instance(name, instance), question, timeoutMs);
    }

    @Override
    public int size() {
        return deployments.get().size();
    }

    /**
     * Changes the number of instances; completes when the group has it. Changes come one after another, in
     * the order of the calls. If an instance fails to start, the group stays as it was.
     */
    public Future<Void> resize(int count) {
        if (count < 1 || count > SHARDS) {
            return Future.failedFuture(new IllegalArgumentException(name + " cannot have " + count
                + " instances: 1 to " + SHARDS));
        }
        return inTurn(() -> grow(count).compose(grown -> move(count)).compose(moved -> shrink(count)));
    }

    /**
     * Refuses every further question, waits a moment for the answers in flight, and ends all instances. A
     * question that is not answered by then runs into its own time-out.
     */
    public Future<Void> undeploy() {
        return inTurn(() -> {
            var moment = vertx.timer(ANSWERS_MS_MAX, TimeUnit.MILLISECONDS);
            var moved = moveTo(IntStream.range(0, SHARDS).map(shard -> NOBODY).toArray());
            return Future.any(moved, moment).onComplete(either -> moment.cancel())
                .transform(either -> shrink(0));
        });
    }

    private Future<Void> inTurn(Supplier<Future<Void>> change) {
        Promise<Void> done = Promise.promise();
        lastChange.getAndSet(done.future()).onComplete(before -> change.get().onComplete(done));
        return done.future();
    }

    private Future<Void> grow(int count) {
        var before = deployments.get();
        var starting = IntStream.range(before.size(), count)
            .mapToObj(number -> vertx.deployVerticle(factory.apply(number))).toList();
        return Future.join(starting).<Void>mapEmpty()
            .onSuccess(started -> {
                var all = new ArrayList<>(before);
                all.addAll(idsOf(starting));
                deployments.set(List.copyOf(all));
            })
            .recover(fault -> undeploy(idsOf(starting)).transform(undone -> Future.failedFuture(fault)));
    }

    private static List<String> idsOf(List<Future<String>> deployments) {
        return deployments.stream().filter(Future::succeeded).map(Future::result).toList();
    }

    private Future<Void> shrink(int count) {
        var all = deployments.get();
        if (count >= all.size()) {
            return Future.succeededFuture();
        }
        deployments.set(all.subList(0, count));
        return undeploy(all.subList(count, all.size()));
    }

    private Future<Void> undeploy(List<String> ids) {
        return Future.join(ids.stream().map(vertx::undeploy).toList()).mapEmpty();
    }

    private Future<Void> move(int count) {
        return moveTo(ShardTable.spread(shards.stream().mapToInt(Shard::instance).toArray(), count));
    }

    private Future<Void> moveTo(int[] target) {
        var moves = IntStream.range(0, SHARDS)
            .filter(number -> shards.get(number).instance() != target[number])
            .mapToObj(number -> {
                var shard = shards.get(number);
                return shard.hold().compose(empty -> shard.release(target[number]));
            }).toList();
        return Future.join(moves).mapEmpty();
    }

    /** Spreads the low bits, which are alike in many hash codes, over the whole range. */
    private static int shardOf(Object key) {
        return key.hashCode() * 0x9E3779B9 >>> Integer.SIZE - Integer.numberOfTrailingZeros(SHARDS);
    }
}

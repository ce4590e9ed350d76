package dev.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.config.FeedSettings;
import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import dev.parley.relay.Batch;
import dev.parley.relay.Missed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** A hub on a real event loop over a log in memory, and a test thread that looks at it. */
final class Stage implements AutoCloseable {

    static final String ROOM = "room.lobby";
    static final int PAGE = 16;
    static final int WINDOW_MS = 30;
    private static final long LIMIT_S = 20;

    final Vertx vertx = Vertx.vertx();
    final Context context = vertx.getOrCreateContext();
    final FakeLog log = new FakeLog(answer -> context.runOnContext(turn -> answer.run()));
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeSubscriber.PlainText format = new FakeSubscriber.PlainText();
    final Bus bus = new Bus(vertx);
    final LoopHub hub;
    private final HubParts parts;
    private volatile int hubs = 1;

    Stage() {
        this(1_000_000, 60_000);
    }

    Stage(long tailBytesMax, int headCheckMs) {
        this(tailBytesMax, headCheckMs, WINDOW_MS, Feeds.LINGER_MS, Feeds.LINGERING_MAX);
    }

    Stage(long tailBytesMax, int headCheckMs, int windowMs, long lingerMs, int lingeringMax) {
        var settings = new FeedSettings(tailBytesMax, PAGE, 4, windowMs, headCheckMs, 1000);
        parts = new HubParts(vertx, bus, log, settings, meters, () -> hubs, new Random(1));
        hub = on(() -> new LoopHub(0, parts, new Feeds(vertx, lingerMs, lingeringMax)));
    }

    /** Another hub of the same node, on the same loop; it ends with Vert.x. */
    LoopHub sibling() {
        expectSibling();
        return on(() -> new LoopHub(1, parts, new Feeds(vertx, Feeds.LINGER_MS, Feeds.LINGERING_MAX)));
    }

    /** From now on the node counts two hubs. */
    void expectSibling() {
        hubs = 2;
    }

    /** Runs on the hub's loop and gives what came out of it. */
    <T> T on(Callable<T> work) {
        var promise = Promise.<T>promise();
        context.runOnContext(turn -> {
            try {
                promise.complete(work.call());
            } catch (Throwable fault) {
                promise.fail(fault);
            }
        });
        return get(promise.future());
    }

    void run(Runnable work) {
        on(() -> {
            work.run();
            return true;
        });
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException fault) {
            throw fault.getCause() instanceof RuntimeException cause ? cause
                : new IllegalStateException(fault);
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Waits until the condition holds on the loop. */
    void await(String what, BooleanSupplier condition) {
        var promise = Promise.<Boolean>promise();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        context.runOnContext(turn -> vertx.setPeriodic(1, timer -> {
            if (condition.getAsBoolean() || System.nanoTime() > end) {
                vertx.cancelTimer(timer);
                promise.tryComplete(condition.getAsBoolean());
            }
        }));
        try {
            assertTrue(promise.future().toCompletionStage().toCompletableFuture().get(), what);
        } catch (InterruptedException | ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }

    FakeSubscriber person(String name) {
        return new FakeSubscriber(name, format);
    }

    Future<Subscription> opening(FakeSubscriber who, String channel, Start start) {
        return hub.open(who, channel, start);
    }

    Subscription open(FakeSubscriber who, Start start) {
        return get(on(() -> opening(who, ROOM, start)));
    }

    /** Opens and starts, as a session does when it has written the answer. */
    Subscribed follow(FakeSubscriber who, String channel, Start start) {
        var subscription = get(on(() -> opening(who, channel, start)));
        run(subscription::start);
        return subscription.answer();
    }

    Subscribed follow(FakeSubscriber who, Start start) {
        return follow(who, ROOM, start);
    }

    Subscribed since(FakeSubscriber who, long seq) {
        return follow(who, new Start.After(seq, Optional.empty()));
    }

    void ring(Event... events) {
        bus.tell(Addresses.hub(0), Batch.of(List.of(events)));
    }

    /** Appends so many to the room and rings for each, in a turn of its own. */
    void post(int count) {
        for (int i = 0; i < count; i++) {
            run(() -> ring(log.append(ROOM)));
            run(() -> { });
        }
    }

    /** Appends without a bell. */
    List<Publication> commit(int count) {
        return on(() -> LongStream.range(0, count).mapToObj(i -> log.append(ROOM)).toList());
    }

    void missed() {
        bus.tell(Addresses.hub(0), new Missed(Missed.Cause.HOLE));
    }

    static Signal signal(String key, String text) {
        return new Signal(ROOM, "typing", key, Buffer.buffer(text));
    }

    /** Waits until exactly these seqs of the room have come, in this order. */
    void awaitSeqs(FakeSubscriber who, long from, long to) {
        var expected = LongStream.rangeClosed(from, to).boxed().toList();
        await(who.name + " has " + from + ".." + to, () -> who.seqs(ROOM).size() >= expected.size());
        assertEquals(expected, on(() -> who.seqs(ROOM)), who.name);
    }

    double count(String name, String... tags) {
        return meters.get(name).tags(tags).counter().count();
    }

    @Override
    public void close() {
        get(on(hub::close));
        get(vertx.close());
    }
}

package dev.parley.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import dev.parley.testing.Seed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerticleGroupTest {

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Map<String, Set<Integer>> busyWith = new ConcurrentHashMap<>();
    private final Map<String, List<Integer>> heard = new ConcurrentHashMap<>();
    private final List<String> overlaps = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void resizingUnderLoadLosesNothingAndKeepsTheOrderOfEveryKey() throws Exception {
        long seed = Seed.of(VerticleGroupTest.class);
        var group = await(VerticleGroup.deploy(vertx, bus, "load", Slow::new, 1));
        var stop = new AtomicBoolean();
        var writers = IntStream.range(0, 40).mapToObj(i -> new Writer("key-" + i, group, stop)).toList();
        var ends = writers.stream().map(Writer::start).toList();
        var random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            int size = 1 + random.nextInt(8);
            await(group.resize(size));
            assertEquals(size, group.size());
        }
        stop.set(true);
        for (var end : ends) {
            await(end);
        }
        assertEquals(List.of(), overlaps, "keys served by two instances at once");
        for (var writer : writers) {
            assertTrue(writer.sent > 0);
            assertEquals(IntStream.range(0, writer.sent).boxed().toList(), heard.get(writer.key), writer.key);
            assertEquals(heard.get(writer.key), writer.answered, "answers of " + writer.key);
        }
    }

    @Test
    void equalKeysReachTheSameInstanceAndAllInstancesServe() throws Exception {
        var group = await(VerticleGroup.deploy(vertx, bus, "who", Slow::new, 5));
        var serving = new ArrayList<Integer>();
        for (int i = 0; i < 200; i++) {
            int first = await(group.<Served>ask("k" + i, new Item("k" + i, 0), 5000)).instance();
            assertEquals(first, await(group.<Served>ask("k" + i, new Item("k" + i, 1), 5000)).instance());
            serving.add(first);
        }
        assertEquals(List.of(0, 1, 2, 3, 4), serving.stream().distinct().sorted().toList());
    }

    @Test
    void answersComeBackOnTheContextThatAsked() throws Exception {
        var group = await(VerticleGroup.deploy(vertx, bus, "home", Slow::new, 1));
        Context context = vertx.getOrCreateContext();
        Promise<List<Boolean>> done = Promise.promise();
        context.runOnContext(start -> {
            var growth = group.resize(4);
            var answers = IntStream.range(0, 50)
                .mapToObj(i -> group.<Served>ask("k" + i, new Item("k" + i, 0), 5000)
                    .map(served -> Vertx.currentContext() == context)).toList();
            growth.compose(grown -> Future.all(answers)).map(all -> all.<Boolean>list()).onComplete(done);
        });
        assertEquals(List.of(true), await(done.future()).stream().distinct().toList());
    }

    @Test
    void anInstanceThatFailsToStartLeavesTheGroupAsItWas() throws Exception {
        var group = await(VerticleGroup.deploy(vertx, bus, "fragile",
            number -> number < 2 ? new Slow(number) : new Broken(), 2));
        var fault = assertThrows(Exception.class, () -> await(group.resize(4)));
        assertEquals("broken", fault.getCause().getMessage());
        assertEquals(2, group.size());
        assertEquals("a", await(group.<Served>ask("a", new Item("a", 0), 5000)).key());
    }

    @Test
    void afterUndeployQuestionsAreRefusedAsUnavailable() throws Exception {
        var group = await(VerticleGroup.deploy(vertx, bus, "gone", Slow::new, 3));
        var last = group.<Served>ask("a", new Item("a", 0), 5000);
        await(group.undeploy());
        assertEquals("a", await(last).key());
        assertEquals(FailureType.UNAVAILABLE, refusal(group.ask("a", new Item("a", 1), 5000)));
        assertEquals(0, group.size());
    }

    @Test
    void undeployDoesNotWaitLongForWhatIsNeverAnswered() throws Exception {
        var group = await(VerticleGroup.deploy(vertx, bus, "mute", Mute::new, 2));
        var last = group.<Served>ask("a", new Item("a", 0), 4000);
        await(group.undeploy());
        assertEquals(0, group.size());
        assertTrue(!last.isComplete());
        assertEquals(FailureType.TIMEOUT, refusal(last));
        assertEquals(FailureType.UNAVAILABLE, refusal(group.ask("b", new Item("b", 1), 5000)));
    }

    private static FailureType refusal(Future<?> answer) {
        var fault = assertThrows(Exception.class, () -> await(answer));
        return ((RefusedException) fault.getCause()).refusal().type();
    }

    private static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not done within 20 s", late);
        }
    }

    private record Item(String key, int number) {
    }

    private record Served(String key, int number, int instance) {
    }

    /** Answers each item a moment later, several at once, noting who serves what. */
    private final class Slow extends VerticleBase {

        private final int number;

        Slow(int number) {
            this.number = number;
        }

        @Override
        public Future<?> start() {
            for (var group : List.of("load", "who", "home", "fragile", "gone")) {
                bus.answer(Addresses.instance(group, number), this::serve);
            }
            return Future.succeededFuture();
        }

        private Future<Served> serve(Item item) {
            heard.computeIfAbsent(item.key(), key -> new CopyOnWriteArrayList<>()).add(item.number());
            var others = busyWith.computeIfAbsent(item.key(), key -> ConcurrentHashMap.newKeySet());
            if (others.stream().anyMatch(other -> other != number)) {
                overlaps.add(item.key());
            }
            others.add(number);
            return vertx.timer(1).map(ticked -> {
                others.remove(number);
                return new Served(item.key(), item.number(), number);
            });
        }
    }

    /** Hears every question and answers none. */
    private final class Mute extends VerticleBase {

        private final int number;

        Mute(int number) {
            this.number = number;
        }

        @Override
        public Future<?> start() {
            bus.answer(Addresses.instance("mute", number), item -> Promise.promise().future());
            return Future.succeededFuture();
        }
    }

    private static final class Broken extends VerticleBase {

        @Override
        public Future<?> start() {
            return Future.failedFuture(new IllegalStateException("broken"));
        }
    }

    /** Asks numbered items of one key from a context of its own, four under way at once. */
    private final class Writer {

        private final String key;
        private final Group group;
        private final AtomicBoolean stop;
        private final Context context = vertx.getOrCreateContext();
        private final List<Integer> answered = new CopyOnWriteArrayList<>();
        private final Promise<Void> end = Promise.promise();
        private volatile int sent;
        private int underWay;

        Writer(String key, Group group, AtomicBoolean stop) {
            this.key = key;
            this.group = group;
            this.stop = stop;
        }

        Future<Void> start() {
            context.runOnContext(first -> more());
            return end.future();
        }

        private void more() {
            while (!stop.get() && underWay < 4) {
                underWay++;
                group.<Served>ask(key, new Item(key, sent++), 10_000)
                    .onFailure(end::tryFail)
                    .onSuccess(served -> {
                        answered.add(served.number());
                        underWay--;
                        more();
                    });
            }
            if (stop.get() && underWay == 0) {
                end.tryComplete();
            }
        }
    }
}

package dev.parley.abuse;

import dev.parley.client.Connection;
import dev.parley.client.Loops;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The good clients, in rooms of ten, who post at a modest rate all the time. */
final class Crowd implements AutoCloseable {

    private static final int ROOM = 10;
    private static final long ANSWER_S = 30;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Loops loops = new Loops(1);
    private final Watch watch;
    private final SplittableRandom random;
    private final List<Connection<Person>> people = new ArrayList<>();
    private final List<AtomicLong> acknowledged = new ArrayList<>();
    private final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private final AtomicLong open = new AtomicLong();

    Crowd(Watch watch, SplittableRandom random) {
        this.watch = watch;
        this.random = random;
    }

    /** Brings everybody in and lets them talk: so many posts a second, all together. */
    void gather(Target target, int count, int rate) {
        var server = new InetSocketAddress("127.0.0.1", target.port());
        for (int number = 0; number < count; number++) {
            var name = "good-" + number;
            var person = new Person(watch, name, room(number));
            people.add(loops.open(loops.next(), server, new Connection<>("127.0.0.1",
                "/eventbus/websocket?token=" + target.token(name), person), number).join());
            settle(number);
        }
        for (int number = 0; number < count; number++) {
            await(people.get(number).ears().listen(people.get(number)));
        }
        clock.scheduleAtFixedRate(new Talk(System.nanoTime(), SECOND_NANOS / rate), 0,
            SECOND_NANOS / rate, TimeUnit.NANOSECONDS);
    }

    private static String room(int number) {
        return "good-" + number / ROOM;
    }

    private void settle(int number) {
        var line = people.get(number);
        if (number % ROOM == 0) {
            acknowledged.add(new AtomicLong());
            expect(await(line.ears().ask(line, "parley.rooms", "create", new JsonObject()
                .put("id", room(number)).put("name", room(number)).put("visibility", "public"))), "room");
        } else {
            expect(await(line.ears().ask(line, "parley.rooms", "join",
                new JsonObject().put("room", room(number)))), "room");
        }
    }

    private static void expect(JsonObject answer, String field) {
        if (!answer.containsKey(field)) {
            throw new IllegalStateException("The crowd cannot gather: " + answer.encode());
        }
    }

    static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(ANSWER_S, TimeUnit.SECONDS).join();
    }

    /** Waits until everybody has heard all that was acknowledged; who has not in time is a fault. */
    void catchUp() {
        long end = System.nanoTime() + ANSWER_S * SECOND_NANOS;
        var heads = acknowledged.stream().map(AtomicLong::get).toList();
        for (int number = 0; number < people.size(); number++) {
            var person = people.get(number).ears();
            while (person.seq() < heads.get(number / ROOM)) {
                if (System.nanoTime() > end) {
                    watch.fault(person.name() + " never heard " + heads.get(number / ROOM));
                    break;
                }
                Arms.pause(5);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        people.forEach(line -> {
            line.ears().leave();
            line.close();
        });
        loops.close();
    }

    /** Lets somebody post, again and again; the time when it should have been is in the text. */
    private final class Talk implements Runnable {

        private final long interval;
        private long next;

        Talk(long begin, long interval) {
            this.next = begin;
            this.interval = interval;
        }

        @Override
        public void run() {
            var number = random.nextInt(people.size());
            var line = people.get(number);
            var body = new JsonObject().put("room", room(number)).put("text", Long.toString(next));
            next += interval;
            open.incrementAndGet();
            line.ears().ask(line, "parley.messages", "post", body).thenAccept(answer -> {
                open.decrementAndGet();
                if (answer.containsKey("seq")) {
                    acknowledged.get(number / ROOM).accumulateAndGet(answer.getLong("seq"), Math::max);
                } else {
                    watch.fault("a post was refused: " + answer.encode());
                }
            });
        }
    }
}

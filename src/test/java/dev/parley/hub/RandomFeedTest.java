package dev.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.Publication;
import dev.parley.testing.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bus and the log do, and whatever subscribers do: each gets its channel's publications once, in
 * order, from where it started.
 */
class RandomFeedTest {

    private static final int STEPS = 1_500;
    private static final List<String> ROOMS = List.of("room.a", "room.b", "room.c");

    private final List<String> faults = new ArrayList<>();
    private final List<Witness> people = IntStream.range(0, 8)
        .mapToObj(i -> new Witness("p" + i, faults)).toList();
    private Random random;
    private Stage stage;
    private int epochs = 1;

    static LongStream seeds() {
        long first = Seed.of(RandomFeedTest.class);
        return LongStream.range(first, first + 4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyoneGetsEverythingOnceInOrder(long seed) {
        random = new Random(seed);
        long tail = random.nextBoolean() ? 3_000 : 1_000_000;
        try (var opened = new Stage(tail, 15, 3, 20, 2)) {
            stage = opened;
            stage.run(() -> {
                stage.log.pageMax = 1 + random.nextInt(2 * Stage.PAGE);
                stage.log.post = answer -> later(4, answer);
                stage.log.stumbles = () -> random.nextInt(10) == 0;
            });
            var left = new AtomicInteger(STEPS);
            stage.await("all steps are done", () -> {
                act();
                return left.decrementAndGet() <= 0;
            });
            settle();
            assertEquals(List.of(), faults, "seed " + seed);
            assertTrue(people.stream().mapToInt(one -> one.taken).sum() > STEPS, "seed " + seed);
        }
    }

    private void later(int mostMs, Runnable work) {
        int ms = random.nextInt(mostMs);
        if (ms == 0) {
            stage.context.runOnContext(turn -> work.run());
        } else {
            stage.vertx.setTimer(ms, timer -> work.run());
        }
    }

    private void act() {
        var who = people.get(random.nextInt(people.size()));
        var room = ROOMS.get(random.nextInt(ROOMS.size()));
        switch (random.nextInt(40)) {
            case 0, 1, 2 -> subscribe(who, room);
            case 4 -> {
                stage.hub.close(who, room);
                who.positions.remove(room);
            }
            case 5, 6 -> who.room = random.nextInt(10);
            case 7, 8, 9 -> drain(who, random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(30));
            case 10 -> leaveOrFailOver(who, room);
            case 11 -> stage.missed();
            default -> publish(room);
        }
    }

    private void leaveOrFailOver(Witness who, String room) {
        if (random.nextInt(3) > 0) {
            stage.hub.leave(who);
            who.positions.clear();
        } else {
            stage.log.failOver(room, "e" + ++epochs, (int) stage.log.head(room).seq() - random.nextInt(3));
        }
    }

    private void drain(Witness who, int pipe) {
        who.room = pipe;
        if (who.wasFull && pipe > 0) {
            who.wasFull = false;
            stage.hub.drained(who);
        }
    }

    private void subscribe(Witness who, String room) {
        long head = stage.log.head(room).seq();
        var start = switch (random.nextInt(4)) {
            case 0 -> new Start.Now();
            case 1 -> new Start.Last(random.nextInt(40));
            default -> new Start.After(random.nextLong(head + 2), Optional.empty());
        };
        who.positions.remove(room);
        stage.hub.open(who, room, start).onSuccess(granted -> {
            if (!((FeedSubscription) granted).ended()) {
                who.answered(room, start, granted.answer());
                later(5, granted::start);
            }
        });
    }

    private void publish(String room) {
        var together = random.nextInt(3) == 0;
        var all = new ArrayList<Publication>();
        for (int more = 1 + random.nextInt(4); more > 0; more--) {
            long head = stage.log.head(room).seq();
            var blanks = head > 3 && random.nextInt(10) == 0 ? List.of(head - random.nextInt(3))
                : List.<Long>of();
            var subject = random.nextInt(20) == 0 ? people.get(random.nextInt(people.size())).user() : "";
            var type = subject.isEmpty() ? "message.posted" : "member.left";
            all.add(stage.log.append(room, type, subject, blanks, "text"));
        }
        if (together) {
            stage.ring(all.toArray(Publication[]::new));
        } else {
            all.forEach(this::ring);
        }
    }

    private void ring(Publication publication) {
        for (int copies = random.nextInt(10) == 0 ? 2 : 1; copies > 0; copies--) {
            switch (random.nextInt(8)) {
                case 0 -> { }
                case 1, 2 -> later(9, () -> stage.ring(publication));
                default -> stage.ring(publication);
            }
        }
    }

    /** Ends the chaos: now everyone must come to the head. */
    private void settle() {
        stage.run(() -> {
            stage.log.stumbles = () -> false;
            people.forEach(one -> drain(one, Integer.MAX_VALUE));
        });
        stage.await("everyone is at the head", () -> people.stream().allMatch(one ->
            one.positions.entrySet().stream().allMatch(at ->
                at.getValue().equals(stage.log.head(at.getKey())))) || !faults.isEmpty());
    }
}

package dev.parley.hub;

import static dev.parley.hub.Stage.PAGE;
import static dev.parley.hub.Stage.ROOM;
import static dev.parley.hub.Stage.signal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pipe that is full: its cursors stay, nobody else waits, nothing is queued. */
class SlowSubscriberTest {

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    @AfterEach
    void close() {
        stage.close();
    }

    private void drain(FakeSubscriber who, int room) {
        stage.run(() -> {
            who.room = room;
            stage.hub.drained(who);
        });
    }

    @Test
    void keepsItsCursorAndIsFedWhenItHasDrained() {
        ana.room = 2;
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        stage.post(20);
        stage.awaitSeqs(bob, 1, 20);
        stage.awaitSeqs(ana, 1, 2);
        assertEquals(1, stage.on(() -> ana.refused), "offered once, then left alone");
        drain(ana, 5);
        stage.awaitSeqs(ana, 1, 7);
        stage.post(1);
        drain(ana, Integer.MAX_VALUE);
        stage.post(1);
        stage.awaitSeqs(ana, 1, 22);
        assertEquals(List.of(), stage.log.read);
    }

    @Test
    void isFedFromTheLogWhenTheTailIsGone() {
        try (var tight = new Stage(4 * 400, 60_000)) {
            var slow = tight.person("slow");
            slow.room = 1;
            tight.follow(slow, new Start.Now());
            tight.post(4 * PAGE);
            tight.await("slow is behind", () -> slow.refused == 1);
            tight.run(() -> {
                slow.room = Integer.MAX_VALUE;
                tight.hub.drained(slow);
            });
            tight.post(1);
            tight.awaitSeqs(slow, 1, 4 * PAGE + 1);
            assertEquals(true, tight.on(() -> tight.log.read.size() >= 3));
        }
    }

    @Test
    void readsNoPagesAheadOfItsPipe() {
        stage.commit(10 * PAGE);
        ana.room = PAGE / 2;
        stage.since(ana, 0);
        stage.await("the pipe is full", () -> ana.refused == 1);
        assertEquals(1, stage.log.read.size());
        drain(ana, Integer.MAX_VALUE);
        stage.awaitSeqs(ana, 1, 10 * PAGE);
    }

    @Test
    void fallsBehindOnAllItsChannelsAndComesBackOnAll() {
        ana.room = 4;
        var rooms = IntStream.range(0, 6).mapToObj(i -> "room.r" + i).toList();
        rooms.forEach(room -> stage.follow(ana, room, new Start.Now()));
        for (int round = 0; round < 10; round++) {
            stage.run(() -> rooms.forEach(room -> stage.ring(stage.log.append(room))));
        }
        stage.await("the pipe is full", () -> ana.refused >= 6);
        drain(ana, 7);
        stage.await("seven more", () -> ana.taken.size() == 11);
        drain(ana, Integer.MAX_VALUE);
        stage.await("all came", () -> ana.taken.size() == 60);
        rooms.forEach(room -> assertEquals(IntStream.rangeClosed(1, 10).mapToObj(Long::valueOf).toList(),
            stage.on(() -> ana.seqs(room))));
    }

    @Test
    void getsTheNewestOfEachLastingSignalAndNoPassingOnes() {
        ana.room = 0;
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        stage.ring(signal("typing", "t1"), signal("", "wave"), signal("unread", "u1"),
            signal("typing", "t2"));
        stage.await("bob has all", () -> bob.taken.size() == 4);
        assertEquals(List.of("t1", "wave", "u1", "t2"), stage.on(bob::signals));
        drain(ana, Integer.MAX_VALUE);
        stage.ring(signal("typing", "t3"));
        stage.await("ana has the newest", () -> ana.taken.size() == 3);
        assertEquals(List.of("u1", "t2", "t3"), stage.on(ana::signals));
    }

    @Test
    void getsTheRestOfItsSignalsWhenThePipeFillsAmongThem() {
        ana.room = 0;
        stage.follow(ana, new Start.Now());
        stage.ring(signal("a", "a"), signal("b", "b"), signal("c", "c"));
        stage.await("ana refused", () -> ana.refused == 1);
        drain(ana, 2);
        stage.await("two came", () -> ana.taken.size() == 2);
        drain(ana, Integer.MAX_VALUE);
        stage.await("the third came", () -> ana.taken.size() == 3);
        assertEquals(List.of("a", "b", "c"), stage.on(ana::signals));
    }

    @Test
    void keepsNoMoreSignalsThanItsBound() {
        ana.room = 0;
        stage.follow(ana, new Start.Now());
        IntStream.range(0, SignalMemory.KEYS_MAX + 10)
            .forEach(i -> stage.ring(signal("key" + i, Integer.toString(i))));
        stage.post(1);
        stage.await("all passed", () -> ana.refused == 1 && stage.count("parley_fallen_behind") == 1);
        stage.follow(bob, new Start.Now());
        drain(ana, Integer.MAX_VALUE);
        stage.await("ana is live", () -> ana.taken.size() == SignalMemory.KEYS_MAX + 1);
        assertEquals("10", stage.on(() -> ana.signals().getFirst()));
    }

    @Test
    void aNewSubscriberGetsNoSignalFromBeforeItCame() {
        ana.room = 0;
        stage.follow(ana, new Start.Now());
        stage.ring(signal("typing", "old"));
        stage.await("ana refused", () -> ana.refused == 1);
        var subscription = stage.open(bob, new Start.Now());
        stage.ring(signal("typing", "new"));
        stage.post(1);
        stage.run(subscription::start);
        stage.await("bob has both", () -> bob.taken.size() == 2);
        assertEquals(List.of("new"), stage.on(bob::signals));
        stage.run(() -> stage.hub.close(ana, ROOM));
    }

    @Test
    void mayEndWhileItIsFed() {
        stage.commit(PAGE);
        bob.whenOffered = event -> {
            if (bob.taken.size() == 3) {
                stage.hub.leave(bob);
            }
        };
        stage.since(bob, 0);
        stage.since(ana, 0);
        stage.awaitSeqs(ana, 1, PAGE);
        assertEquals(List.of(1L, 2L, 3L, 4L), stage.on(() -> bob.seqs(ROOM)));
    }
}

package dev.parley.hub;

import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A log that changed its identity under live subscriptions. */
class EpochTest {

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    @AfterEach
    void close() {
        stage.close();
    }

    private static Subscribed lost(String epoch, long head) {
        return new Subscribed(Optional.of(new Position(epoch, head)), Optional.of(false));
    }

    private void failOver(String epoch, int keep) {
        stage.run(() -> stage.log.failOver(ROOM, epoch, keep));
    }

    @Test
    void everyLiveSubscriptionIsToldAndGoesOnInTheNewLog() {
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        stage.post(5);
        stage.awaitSeqs(ana, 1, 5);
        failOver("e2", 3);
        stage.run(ana.taken::clear);
        stage.post(1);
        stage.await("both are told", () -> ana.restarts.size() == 1 && bob.restarts.size() == 1);
        assertEquals(List.of(lost("e2", 4)), stage.on(() -> ana.restarts));
        stage.post(2);
        stage.awaitSeqs(ana, 5, 6);
    }

    @Test
    void theHeadCheckTellsWhenNobodyPosts() {
        stage.follow(ana, new Start.Now());
        stage.post(5);
        stage.awaitSeqs(ana, 1, 5);
        failOver("e2", 5);
        stage.missed();
        stage.await("ana is told", () -> ana.restarts.equals(List.of(lost("e2", 5))));
    }

    @Test
    void aLateBellFromTheOldLogChangesNothing() {
        stage.follow(ana, new Start.Now());
        var old = stage.commit(2);
        failOver("e2", 1);
        stage.follow(bob, new Start.Now());
        stage.await("ana is told", () -> ana.restarts.equals(List.of(lost("e2", 1))));
        stage.ring(old.get(1));
        stage.await("the log was asked", () -> stage.log.headChecks == 1);
        stage.post(1);
        stage.awaitSeqs(ana, 2, 2);
        assertEquals("e2", stage.on(() -> ana.taken.getFirst()) instanceof Publication first
            ? first.epoch() : "");
        assertEquals(1, stage.on(() -> ana.restarts.size()));
    }

    @Test
    void aHeldSubscriptionIsToldAfterItsAnswer() {
        stage.commit(5);
        var held = stage.open(ana, new Start.After(2, Optional.of("e1")));
        failOver("e2", 3);
        stage.follow(bob, new Start.Now());
        assertEquals(List.of(), stage.on(() -> ana.restarts));
        stage.run(held::start);
        stage.await("ana is told", () -> ana.restarts.equals(List.of(lost("e2", 3))));
        stage.post(1);
        stage.awaitSeqs(ana, 4, 4);
    }

    @Test
    void aSlowSubscriptionGoesOnFromTheNewHead() {
        ana.room = 1;
        stage.follow(ana, new Start.Now());
        stage.post(4);
        stage.awaitSeqs(ana, 1, 1);
        failOver("e2", 3);
        stage.missed();
        stage.await("ana is told", () -> ana.restarts.equals(List.of(lost("e2", 3))));
        stage.post(1);
        stage.run(() -> {
            ana.taken.clear();
            ana.room = 100;
            stage.hub.drained(ana);
        });
        stage.awaitSeqs(ana, 4, 4);
    }

    @Test
    void aPageOfTheOldLogOnItsWayIsDropped() {
        stage.commit(5);
        var held = stage.open(ana, new Start.After(1, Optional.of("e1")));
        stage.run(() -> {
            stage.log.hold();
            held.start();
        });
        stage.await("a page is asked", () -> stage.log.heldAnswers() == 1);
        failOver("e2", 2);
        stage.run(() -> stage.opening(bob, ROOM, new Start.Now()));
        stage.await("the door is asked", () -> stage.log.heldAnswers() == 2);
        stage.run(stage.log::release);
        stage.await("ana is told", () -> !ana.restarts.isEmpty());
        stage.post(1);
        stage.await("ana has the new one", () -> !ana.taken.isEmpty()
            && ana.taken.getLast() instanceof Publication last && last.epoch().equals("e2"));
        stage.awaitSeqs(ana, 3, 3);
        assertEquals(List.of(lost("e2", 2)), stage.on(() -> ana.restarts));
    }

    @Test
    void whoIsNoMemberInTheNewLogIsEnded() {
        stage.follow(ana, new Start.Now());
        stage.post(2);
        failOver("e2", 1);
        stage.run(() -> stage.log.shut(ROOM, "ana"));
        stage.missed();
        stage.await("ana is told", () -> ana.ends.size() == 1);
    }
}

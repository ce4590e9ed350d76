package dev.parley.hub;

import static dev.parley.hub.Stage.PAGE;
import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.protocol.Position;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a subscriber that comes back is told: whole, or plainly not recovered. */
class RecoveryTest {

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    @AfterEach
    void close() {
        stage.close();
    }

    private static Start after(long seq, String epoch) {
        return new Start.After(seq, Optional.of(epoch));
    }

    private static Subscribed answer(long head, boolean recovered) {
        return new Subscribed(Optional.of(new Position("e1", head)), Optional.of(recovered));
    }

    @Test
    void givesWhatWasMissedPageByPageAndThenLives() {
        stage.commit(5 * PAGE);
        assertEquals(answer(5 * PAGE, true), stage.since(ana, 3));
        stage.post(3);
        stage.awaitSeqs(ana, 4, 5 * PAGE + 3);
    }

    @Test
    void givesEverythingSinceTheBeginning() {
        stage.commit(PAGE);
        assertEquals(answer(PAGE, true), stage.since(ana, 0));
        stage.awaitSeqs(ana, 1, PAGE);
    }

    @Test
    void missesNothingThatComesBetweenAnswerAndStartAndWhileItReads() {
        stage.commit(3 * PAGE);
        var subscription = stage.open(ana, after(1, "e1"));
        stage.post(4);
        stage.run(stage.log::hold);
        stage.run(subscription::start);
        stage.await("a page is asked", () -> stage.log.heldAnswers() == 1);
        stage.post(4);
        stage.run(stage.log::release);
        stage.post(1);
        stage.awaitSeqs(ana, 2, 3 * PAGE + 9);
    }

    @Test
    void refusesRecoveryWhenTheEpochChanged() {
        stage.commit(4);
        assertEquals(answer(4, false), stage.follow(ana, after(2, "e0")));
        stage.post(1);
        stage.awaitSeqs(ana, 5, 5);
    }

    @Test
    void refusesRecoveryBeyondTheHead() {
        stage.commit(4);
        assertEquals(answer(4, false), stage.follow(ana, after(5, "e1")));
        stage.post(1);
        stage.awaitSeqs(ana, 5, 5);
    }

    @Test
    void refusesRecoveryBeyondWhatIsKept() {
        stage.commit(9);
        stage.run(() -> stage.log.prune(ROOM, 5));
        assertEquals(answer(9, false), stage.follow(ana, after(4, "e1")));
        assertEquals(answer(9, true), stage.follow(bob, after(5, "e1")));
        stage.awaitSeqs(bob, 6, 9);
        assertEquals(List.of(), stage.on(() -> ana.taken));
    }

    @Test
    void givesTheNewestAsManyAsAskedAndKept() {
        stage.commit(9);
        assertEquals(answer(9, true), stage.follow(ana, new Start.Last(3)));
        stage.awaitSeqs(ana, 7, 9);
        stage.run(() -> stage.log.prune(ROOM, 5));
        assertEquals(answer(9, false), stage.follow(bob, new Start.Last(6)));
        stage.awaitSeqs(bob, 6, 9);
    }

    @Test
    void givesAllThatExistWhenMoreAreAsked() {
        stage.commit(2);
        assertEquals(answer(2, true), stage.follow(ana, new Start.Last(50)));
        stage.awaitSeqs(ana, 1, 2);
    }

    @Test
    void servesFromTheTailWhatPassedBefore() {
        stage.follow(bob, new Start.Now());
        stage.post(50);
        stage.awaitSeqs(bob, 1, 50);
        stage.since(ana, 10);
        stage.awaitSeqs(ana, 11, 50);
        assertEquals(List.of(), stage.log.read);
    }

    @Test
    void theTailOutlivesTheLastSubscriber() {
        stage.follow(bob, new Start.Now());
        stage.post(5);
        stage.awaitSeqs(bob, 1, 5);
        stage.run(() -> stage.hub.leave(bob));
        stage.post(5);
        stage.since(ana, 2);
        stage.awaitSeqs(ana, 3, 10);
        assertEquals(List.of(), stage.log.read);
    }

    @Test
    void tellsPlainlyWhenThePastWasPrunedUnderAReader() {
        stage.commit(6 * PAGE);
        var subscription = stage.open(ana, after(0, "e1"));
        stage.run(() -> {
            stage.log.prune(ROOM, 5 * PAGE);
            subscription.start();
        });
        stage.await("ana is told", () -> !ana.restarts.isEmpty());
        assertEquals(List.of(answer(6 * PAGE, false)), stage.on(() -> ana.restarts));
        stage.post(1);
        stage.awaitSeqs(ana, 6 * PAGE + 1, 6 * PAGE + 1);
    }

    @Test
    void withdrawnContentIsNeverReplayed() {
        stage.follow(bob, new Start.Now());
        stage.post(3);
        stage.awaitSeqs(bob, 1, 3);
        stage.run(() -> stage.ring(stage.log.append(ROOM, "message.deleted", "", List.of(2L), "gone")));
        stage.awaitSeqs(bob, 1, 4);
        stage.since(ana, 0);
        stage.awaitSeqs(ana, 1, 4);
        assertEquals(List.of("hello", "blank", "hello", "gone"), stage.on(() -> ana.texts));
        assertEquals(1, stage.log.read.size());
    }

    @Test
    void contentWithdrawnWhileAPageIsOnItsWayIsNotReplayed() {
        stage.commit(3);
        stage.follow(bob, new Start.Now());
        var subscription = stage.open(ana, after(0, "e1"));
        stage.run(() -> {
            stage.log.hold();
            subscription.start();
        });
        stage.await("a page is asked", () -> stage.log.heldAnswers() == 1);
        stage.run(() -> stage.ring(stage.log.append(ROOM, "message.deleted", "", List.of(2L), "gone")));
        stage.awaitSeqs(bob, 4, 4);
        stage.run(stage.log::release);
        stage.awaitSeqs(ana, 1, 4);
        assertEquals(List.of("hello", "blank", "hello", "gone"), stage.on(() -> ana.texts));
    }
}

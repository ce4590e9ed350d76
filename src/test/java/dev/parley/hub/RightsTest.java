package dev.parley.hub;

import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A right that is lost under a live subscription. */
class RightsTest {

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    @AfterEach
    void close() {
        stage.close();
    }

    private Publication left(String user) {
        return stage.log.append(ROOM, "member.left", user, List.of(), "left");
    }

    @Test
    void whoWasRemovedGetsNothingLater() {
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        stage.run(() -> {
            stage.log.shut(ROOM, "ana");
            stage.ring(left("ana"), stage.log.append(ROOM));
        });
        stage.await("ana is told", () -> !ana.ends.isEmpty());
        stage.post(1);
        stage.awaitSeqs(bob, 1, 3);
        stage.awaitSeqs(ana, 1, 1);
        assertEquals(FailureType.FORBIDDEN, stage.on(() -> ana.ends.getFirst()).type());
        assertEquals(1, stage.log.opened.getLast().size(), "only ana's right was looked at");
    }

    @Test
    void whoLeftButMayStillReadGoesOnWithoutAGap() {
        stage.follow(ana, new Start.Now());
        stage.run(() -> {
            stage.log.hold();
            stage.ring(left("ana"));
        });
        stage.post(3);
        stage.await("the door is asked", () -> stage.log.heldAnswers() == 1);
        stage.run(stage.log::release);
        stage.post(1);
        stage.awaitSeqs(ana, 1, 5);
        assertEquals(List.of(), stage.on(() -> ana.ends));
    }

    @Test
    void nothingFlowsWhileTheLogCannotSay() {
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        stage.run(() -> {
            stage.log.away = true;
            stage.ring(left("ana"));
        });
        stage.post(2);
        stage.await("the door was asked again", () -> stage.log.opened.size() > 4);
        stage.awaitSeqs(bob, 1, 3);
        stage.awaitSeqs(ana, 1, 1);
        stage.run(() -> stage.log.away = false);
        stage.awaitSeqs(ana, 1, 3);
    }

    @Test
    void everybodyIsLookedAtWhenARoomBecomesPrivate() {
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        stage.run(() -> {
            stage.log.shut(ROOM, "ana");
            stage.ring(stage.log.append(ROOM, "room.updated", Publication.EVERYBODY, List.of(), "private"));
        });
        stage.post(1);
        stage.await("ana is told", () -> !ana.ends.isEmpty());
        stage.awaitSeqs(bob, 1, 2);
        stage.awaitSeqs(ana, 1, 1);
    }

    @Test
    void aJoinCostsNoQuestion() {
        stage.follow(ana, new Start.Now());
        stage.run(() -> stage.ring(stage.log.append(ROOM, "member.joined", "ana", List.of(), "joined")));
        stage.awaitSeqs(ana, 1, 1);
        assertEquals(1, stage.log.opened.size());
    }

    @Test
    void anAnswerFromBeforeTheRemovalIsNotBelieved() {
        stage.follow(bob, new Start.Now());
        stage.run(stage.log::hold);
        var opening = stage.on(() -> stage.opening(ana, ROOM, new Start.After(0, Optional.empty())));
        stage.await("the door is asked", () -> stage.log.heldAnswers() == 1);
        stage.run(() -> {
            stage.log.shut(ROOM, "ana");
            stage.ring(left("ana"));
        });
        stage.awaitSeqs(bob, 1, 1);
        stage.run(stage.log::release);
        stage.await("the door is asked again and shut", opening::failed);
        assertEquals(List.of(), stage.on(() -> ana.taken));
    }

    @Test
    void aSubscriptionThatIsHeldOrBehindIsLookedAtToo() {
        stage.commit(50);
        var held = stage.open(ana, new Start.After(0, Optional.empty()));
        stage.run(() -> {
            stage.log.shut(ROOM, "ana");
            stage.ring(left("ana"));
        });
        stage.await("ana is told", () -> !ana.ends.isEmpty());
        stage.run(held::start);
        stage.follow(bob, new Start.Now());
        stage.post(1);
        stage.awaitSeqs(bob, 52, 52);
        assertEquals(List.of(), stage.on(() -> ana.taken));
    }
}

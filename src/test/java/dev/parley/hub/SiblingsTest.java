package dev.parley.hub;

import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the hubs of a node have from one another. */
class SiblingsTest {

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    @AfterEach
    void close() {
        stage.close();
    }

    private void follow(LoopHub hub, FakeSubscriber who) {
        var start = new Start.After(0, Optional.empty());
        var subscription = Stage.get(stage.on(() -> hub.open(who, ROOM, start)));
        stage.run(subscription::start);
    }

    private int reads() {
        return stage.on(() -> stage.log.read.size());
    }

    @Test
    void whatASiblingKeepsIsNotReadFromTheLog() {
        stage.commit(10);
        follow(stage.sibling(), bob);
        stage.awaitSeqs(bob, 1, 10);
        follow(stage.hub, ana);
        stage.awaitSeqs(ana, 1, 10);
        assertEquals(1, reads());
        assertEquals(1, stage.count("parley_log_pages_spared"));
    }

    @Test
    void aSiblingThatKeepsOnlyTheBeginningIsAskedForThat() {
        stage.commit(Stage.PAGE + 3);
        var sibling = stage.sibling();
        follow(sibling, bob);
        stage.awaitSeqs(bob, 1, Stage.PAGE + 3);
        int before = reads();
        follow(stage.hub, ana);
        stage.awaitSeqs(ana, 1, Stage.PAGE + 3);
        assertEquals(before, reads());
    }

    @Test
    void aSiblingThatHasHeardLessIsNotBelieved() {
        stage.commit(10);
        follow(stage.sibling(), bob);
        stage.awaitSeqs(bob, 1, 10);
        stage.commit(1);
        follow(stage.hub, ana);
        stage.awaitSeqs(ana, 1, 11);
        assertEquals(2, reads());
        assertEquals(0, stage.count("parley_log_pages_spared"));
    }

    @Test
    void aSiblingInAnotherLogIsNotBelieved() {
        stage.commit(10);
        follow(stage.sibling(), bob);
        stage.awaitSeqs(bob, 1, 10);
        stage.run(() -> stage.log.failOver(ROOM, "e2", 10));
        follow(stage.hub, ana);
        stage.awaitSeqs(ana, 1, 10);
        assertEquals(2, reads());
    }

    @Test
    void withoutAnAnswerTheLogIsRead() {
        stage.expectSibling();
        stage.commit(10);
        follow(stage.hub, ana);
        stage.awaitSeqs(ana, 1, 10);
        assertEquals(1, reads());
    }
}

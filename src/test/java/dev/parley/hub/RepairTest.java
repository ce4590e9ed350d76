package dev.parley.hub;

import static dev.parley.hub.Stage.PAGE;
import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the bus brought late or not at all. */
class RepairTest {

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void anEarlyPublicationWaitsForItsElder() {
        stage.follow(ana, new Start.Now());
        var posted = stage.commit(4);
        stage.ring(posted.get(3), posted.get(1), posted.get(2), posted.get(0));
        stage.awaitSeqs(ana, 1, 4);
        assertEquals(List.of(), stage.log.read);
    }

    @Test
    void aGapIsReadFromTheLogAfterTheWindow() {
        stage.follow(ana, new Start.Now());
        var posted = stage.commit(4);
        long before = System.nanoTime();
        stage.ring(posted.get(0), posted.get(3));
        stage.awaitSeqs(ana, 1, 4);
        assertTrue(System.nanoTime() - before > Stage.WINDOW_MS * 900_000L, "waited the window");
        assertEquals(1, stage.log.read.size());
        assertEquals("", stage.log.read.getFirst().user());
        assertEquals(1, stage.count("parley_repairs", "cause", "gap"));
    }

    @Test
    void aLostBellIsFoundByTheHeadCheckThatAMissForces() {
        stage.follow(ana, new Start.Now());
        stage.commit(3);
        stage.missed();
        stage.missed();
        stage.awaitSeqs(ana, 1, 3);
        assertEquals(1, stage.log.headChecks);
        assertEquals(1, stage.count("parley_repairs", "cause", "head"));
    }

    @Test
    void aLostBellIsFoundByTheRegularHeadCheck() {
        try (var eager = new Stage(1_000_000, 20)) {
            var bob = eager.person("bob");
            eager.follow(bob, new Start.Now());
            eager.commit(3);
            eager.awaitSeqs(bob, 1, 3);
        }
    }

    @Test
    void aLongGapIsReadPageByPage() {
        stage.follow(ana, new Start.Now());
        var posted = stage.commit(5 * PAGE);
        stage.ring(posted.getLast());
        stage.awaitSeqs(ana, 1, 5 * PAGE);
        assertEquals(5, stage.log.read.size());
    }

    @Test
    void moreEarlyOnesThanAreKeptCostNothingButAReading() {
        stage.follow(ana, new Start.Now());
        var posted = stage.commit(5 * PAGE);
        posted.stream().skip(1).forEach(stage::ring);
        stage.awaitSeqs(ana, 1, 5 * PAGE);
    }

    @Test
    void nothingIsLostWhileTheLogIsAway() {
        stage.follow(ana, new Start.Now());
        var posted = stage.commit(4);
        stage.run(() -> stage.log.away = true);
        stage.ring(posted.get(0), posted.get(3));
        stage.missed();
        stage.await("the log was asked again", () -> stage.log.read.size() > 2 && stage.log.headChecks > 2);
        stage.commit(2);
        stage.run(() -> stage.log.away = false);
        stage.awaitSeqs(ana, 1, 6);
    }

    @Test
    void whatSubscribersReadMendsTheFeedToo() {
        stage.follow(ana, new Start.Now());
        stage.commit(3);
        stage.since(stage.person("bob"), 0);
        stage.awaitSeqs(ana, 1, 3);
    }

    @Test
    void aHubWithoutFeedsAsksNothing() {
        stage.missed();
        stage.run(() -> stage.ring(stage.log.append(ROOM)));
        stage.follow(ana, new Start.Now());
        stage.missed();
        stage.await("one check", () -> stage.log.headChecks == 1);
        assertEquals(0, stage.log.read.size());
    }
}

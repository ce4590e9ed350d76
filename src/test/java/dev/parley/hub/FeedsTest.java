package dev.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Feeds that nobody subscribes to any more. */
class FeedsTest {

    private static double feeds(Stage stage) {
        return stage.meters.get("parley_feeds").gauge().value();
    }

    private static void visit(Stage stage, String... rooms) {
        var ana = stage.person("ana");
        List.of(rooms).forEach(room -> stage.follow(ana, room, new Start.Now()));
        stage.run(() -> stage.hub.leave(ana));
    }

    @Test
    void lingerAndThenCloseWithTheirTail() {
        try (var stage = new Stage(1_000_000, 60_000, 30, 60, 100)) {
            stage.follow(stage.person("bob"), "room.stays", new Start.Now());
            stage.post(1);
            visit(stage, Stage.ROOM, "room.stays");
            assertEquals(2, feeds(stage));
            stage.await("one feed is left", () -> feeds(stage) == 1);
            assertEquals(0, stage.meters.get("parley_tail_bytes").gauge().value());
        }
    }

    @Test
    void lingerNoMoreThanTheBound() {
        try (var stage = new Stage(1_000_000, 60_000, 30, 60_000, 2)) {
            visit(stage, "room.a", "room.b", "room.c", "room.d");
            assertEquals(2, feeds(stage));
        }
    }

    @Test
    void areKeptWhenSomebodyComesBackInTime() {
        try (var stage = new Stage(1_000_000, 60_000, 30, 60, 100)) {
            visit(stage, Stage.ROOM, "room.gone");
            var bob = stage.person("bob");
            stage.follow(bob, new Start.Now());
            stage.await("the other feed is closed", () -> feeds(stage) == 1);
            stage.post(1);
            stage.awaitSeqs(bob, 1, 1);
        }
    }

    @Test
    void closeWithTheHub() {
        var stage = new Stage();
        stage.follow(stage.person("ana"), new Start.Now());
        stage.close();
        assertEquals(0, stage.meters.find("parley_feeds").gauges().size());
    }
}

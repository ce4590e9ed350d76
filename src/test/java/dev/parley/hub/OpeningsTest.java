package dev.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.log.Door;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How seldom the log is asked who may read, when many come. */
class OpeningsTest {

    private static final long LONG_MS = 60_000;
    private static final long SHORT_MS = 50;

    private final Stage stage = new Stage();
    private int asked;

    @AfterEach
    void close() {
        stage.close();
    }

    private Openings openings(long gatherMs) {
        return new Openings(stage.context, stage.log, new HubMeters(stage.meters, 1), gatherMs);
    }

    private void ask(Openings openings, int people) {
        stage.run(() -> IntStream.range(0, people)
            .forEach(i -> openings.ask(new Door("room.r" + i % 5, "p" + asked++))));
    }

    private void awaitQuestions(Integer... doors) {
        stage.await("so many questions: " + doors.length, () -> stage.log.opened.size() >= doors.length);
        assertEquals(List.of(doors), stage.on(() -> stage.log.opened.stream().map(List::size).toList()));
    }

    @Test
    void aCrowdThatTricklesInIsAskedForTogether() {
        var openings = openings(LONG_MS);
        ask(openings, Openings.CROWD);
        awaitQuestions(Openings.CROWD);
        for (int i = 0; i < Openings.MANY; i++) {
            ask(openings, 1);
        }
        awaitQuestions(Openings.CROWD, Openings.MANY);
    }

    @Test
    void theLastOfACrowdWaitForAMomentOnly() {
        var openings = openings(SHORT_MS);
        ask(openings, Openings.CROWD);
        awaitQuestions(Openings.CROWD);
        ask(openings, 1);
        awaitQuestions(Openings.CROWD, 1);
    }

    @Test
    void whoIsNoCrowdNeverWaits() {
        var openings = openings(LONG_MS);
        for (int i = 1; i <= 5; i++) {
            ask(openings, Openings.CROWD - 1);
            int questions = i;
            stage.await("asked at once", () -> stage.log.opened.size() == questions);
        }
    }

    @Test
    void onePersonWithManyRoomsIsNoCrowd() {
        var openings = openings(LONG_MS);
        stage.run(() -> IntStream.range(0, 100)
            .forEach(i -> openings.ask(new Door("room.r" + i, "ana"))));
        stage.await("asked", () -> stage.log.opened.size() == 1);
        ask(openings, 1);
        awaitQuestions(100, 1);
    }
}

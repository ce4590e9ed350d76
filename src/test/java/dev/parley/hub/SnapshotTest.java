package dev.parley.hub;

import static dev.parley.hub.Stage.PAGE;
import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.log.Snapshot;
import dev.parley.protocol.Position;
import dev.parley.protocol.RefusedException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who subscribes with the live state goes on from exactly where it stands. */
class SnapshotTest {

    private static final Start NOW = new Start.WithState(new Start.Now());

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    @AfterEach
    void close() {
        stage.close();
    }

    private static Start after(long seq, String epoch) {
        return new Start.WithState(new Start.After(seq, Optional.of(epoch)));
    }

    private static Subscribed answer(long head, Optional<Boolean> recovered) {
        var position = new Position("e1", head);
        return new Subscribed(Optional.of(position), recovered,
            Optional.of(new Snapshot(position, 0, "{\"n\":" + head + "}", "{\"n\":" + head + "}")));
    }

    @Test
    void publicationsFollowTheState() {
        stage.log.stateful.add(ROOM);
        stage.commit(5);
        assertEquals(answer(5, Optional.empty()), stage.follow(ana, NOW));
        stage.post(3);
        stage.awaitSeqs(ana, 6, 8);
    }

    /** The door is asked first: what is committed before the state is read is in it, and not told again. */
    @Test
    void whatComesBetweenDoorAndStateIsInTheState() {
        stage.log.stateful.add(ROOM);
        stage.follow(bob, new Start.Now());
        stage.commit(2);
        stage.run(stage.log::hold);
        var asked = stage.on(() -> stage.hub.open(ana, ROOM, NOW));
        stage.await("the door is asked", () -> stage.log.heldAnswers() == 1);
        stage.commit(4);
        stage.run(stage.log::releaseOne);
        stage.await("the state is asked", () -> stage.log.snapshots == 1);
        stage.post(1);
        stage.run(stage.log::release);
        var subscription = Stage.get(asked);
        assertEquals(answer(6, Optional.empty()), subscription.answer());
        stage.run(subscription::start);
        stage.post(1);
        stage.awaitSeqs(ana, 7, 8);
    }

    @Test
    void whatWasMissedFollowsAsWell() {
        stage.log.stateful.add(ROOM);
        stage.commit(2 * PAGE);
        assertEquals(answer(2 * PAGE, Optional.of(true)), stage.follow(ana, after(3, "e1")));
        stage.awaitSeqs(ana, 4, 2 * PAGE);
    }

    @Test
    void afterAChangeOfTheEpochItGoesOnFromTheState() {
        stage.log.stateful.add(ROOM);
        stage.commit(4);
        assertEquals(answer(4, Optional.of(false)), stage.follow(ana, after(2, "e0")));
        stage.post(1);
        stage.awaitSeqs(ana, 5, 5);
    }

    @Test
    void channelsWithoutAStateAnswerAsEver() {
        stage.commit(2);
        var plain = new Subscribed(Optional.of(new Position("e1", 2)), Optional.empty());
        assertEquals(plain, stage.follow(ana, NOW));
    }

    /** One question is under way, the next is shared by all who came meanwhile. */
    @Test
    void aCrowdCostsTwoQuestions() {
        stage.log.stateful.add(ROOM);
        stage.commit(1);
        stage.follow(ana, NOW);
        stage.run(stage.log::hold);
        var first = stage.on(() -> stage.hub.open(stage.person("first"), ROOM, NOW));
        stage.await("the door is asked", () -> stage.log.heldAnswers() == 1);
        stage.run(stage.log::releaseOne);
        stage.await("the state is asked", () -> stage.log.snapshots == 2);
        var crowd = stage.on(() -> IntStream.range(0, 20)
            .mapToObj(i -> stage.hub.open(stage.person("crowd" + i), ROOM, NOW)).toList());
        stage.await("the doors are asked", () -> stage.log.heldAnswers() == 2);
        stage.run(stage.log::release);
        Stage.get(first);
        crowd.forEach(each -> assertEquals(answer(1, Optional.empty()), Stage.get(each).answer()));
        assertTrue(stage.log.snapshots <= 4, stage.log.snapshots + " questions");
    }

    @Test
    void aStateThatCannotBeReadRefusesTheSubscribe() {
        stage.log.stateful.add(ROOM);
        stage.follow(bob, new Start.Now());
        stage.run(() -> stage.log.snapshotsFail = true);
        assertThrows(RefusedException.class, () -> stage.open(ana, NOW));
        stage.run(() -> stage.log.snapshotsFail = false);
        assertEquals(answer(0, Optional.empty()), stage.follow(ana, NOW));
    }
}

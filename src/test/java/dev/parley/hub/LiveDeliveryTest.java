package dev.parley.hub;

import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Position;
import dev.parley.protocol.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a subscriber that keeps up is told. */
class LiveDeliveryTest {

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void answersWithTheHeadAndThenGivesWhatComes() {
        stage.commit(3);
        var answer = stage.follow(ana, new Start.Now());
        assertEquals(new Subscribed(Optional.of(new Position("e1", 3)), Optional.empty()), answer);
        stage.post(2);
        stage.awaitSeqs(ana, 4, 5);
    }

    @Test
    void encodesAnEventOnceForAllOfOneFormat() {
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        stage.post(1);
        stage.awaitSeqs(ana, 1, 1);
        stage.awaitSeqs(bob, 1, 1);
        assertEquals(1, stage.format.encodings);
        assertEquals(2, stage.count("parley_deliveries"));
    }

    @Test
    void tellsNothingBeforeTheStartAndNothingTwiceAfterIt() {
        var subscription = stage.open(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        stage.post(3);
        stage.awaitSeqs(bob, 1, 3);
        assertEquals(List.of(), stage.on(() -> ana.taken));
        stage.run(() -> {
            subscription.start();
            subscription.start();
        });
        stage.post(1);
        stage.awaitSeqs(ana, 1, 4);
    }

    @Test
    void dropsWhatItHasHeardBefore() {
        stage.follow(ana, new Start.Now());
        var posted = stage.commit(2);
        stage.ring(posted.get(0), posted.get(0), posted.get(1), posted.get(0), posted.get(1));
        stage.post(1);
        stage.awaitSeqs(ana, 1, 3);
    }

    @Test
    void whatIsHeardWhileTheDoorIsAskedComesAfterTheAnswer() {
        stage.run(stage.log::hold);
        var opening = stage.on(() -> stage.opening(ana, ROOM, new Start.Now()));
        stage.await("the door is asked", () -> stage.log.heldAnswers() == 1);
        var posted = stage.commit(3);
        stage.ring(posted.get(1), posted.get(0), posted.get(2));
        stage.run(stage.log::release);
        var subscription = Stage.get(opening);
        assertEquals(0, subscription.answer().head().orElseThrow().seq());
        stage.run(subscription::start);
        stage.awaitSeqs(ana, 1, 3);
        assertEquals(0, stage.log.read.size());
    }

    @Test
    void aSubscriptionOpenedAheadOfTheBellWaitsForIt() {
        stage.follow(bob, new Start.Now());
        var posted = stage.commit(2);
        assertEquals(2, stage.follow(ana, new Start.Now()).head().orElseThrow().seq());
        stage.ring(posted.get(0), posted.get(1));
        stage.post(1);
        stage.awaitSeqs(bob, 1, 3);
        stage.awaitSeqs(ana, 3, 3);
    }

    @Test
    void asksAllDoorsOfOneTurnAtOnce() {
        var people = IntStream.range(0, 50).mapToObj(i -> stage.person("p" + i)).toList();
        var openings = stage.on(() -> people.stream()
            .map(one -> stage.opening(one, ROOM, new Start.Now())).toList());
        openings.forEach(Stage::get);
        assertEquals(1, stage.log.opened.size());
        assertEquals(50, stage.log.opened.getFirst().size());
    }

    @Test
    void gathersDoorsWhileAQuestionIsUnderWayUntilTheyAreMany() {
        stage.run(stage.log::hold);
        open(1);
        stage.await("the first door is asked", () -> stage.log.opened.size() == 1);
        open(Openings.MANY - 1);
        open(1);
        stage.await("many doors are asked", () -> stage.log.opened.size() == 2);
        open(Openings.DOORS_MAX);
        stage.run(() -> assertEquals(2, stage.log.opened.size()));
        stage.run(stage.log::release);
        stage.await("the rest is asked", () -> stage.log.opened.size() == 3);
        assertEquals(List.of(1, Openings.MANY, Openings.DOORS_MAX),
            stage.on(() -> stage.log.opened.stream().map(List::size).toList()));
    }

    private void open(int count) {
        stage.run(() -> IntStream.range(0, count)
            .forEach(i -> stage.opening(stage.person("p" + i), ROOM, new Start.Now())));
    }

    @Test
    void refusesWhatTheDoorRefuses() {
        stage.run(() -> stage.log.shut(ROOM, "ana"));
        var refused = assertThrows(RefusedException.class, () -> stage.follow(ana, new Start.Now()));
        assertEquals(FailureType.NOT_FOUND, refused.refusal().type());
        stage.await("its feed is gone", () -> stage.meters.get("parley_feeds").gauge().value() == 0);
    }

    @Test
    void refusesAsUnavailableWhileTheLogIsAway() {
        stage.run(() -> stage.log.away = true);
        var refused = assertThrows(RefusedException.class, () -> stage.follow(ana, new Start.Now()));
        assertEquals(FailureType.UNAVAILABLE, refused.refusal().type());
        stage.run(() -> stage.log.away = false);
        stage.follow(ana, new Start.Now());
        stage.post(1);
        stage.awaitSeqs(ana, 1, 1);
    }

    @Test
    void registeringAgainReplacesTheCursor() {
        stage.follow(ana, new Start.Now());
        stage.post(2);
        stage.awaitSeqs(ana, 1, 2);
        stage.run(ana.taken::clear);
        stage.since(ana, 0);
        stage.post(1);
        stage.awaitSeqs(ana, 1, 3);
    }

    @Test
    void aSubscribeOvertakenByItsEndIsAnsweredAndStaysSilent() {
        var opening = stage.on(() -> {
            var pending = stage.opening(ana, ROOM, new Start.After(0, Optional.empty()));
            stage.hub.close(ana, ROOM);
            return pending;
        });
        stage.run(Stage.get(opening)::start);
        stage.follow(bob, new Start.Now());
        stage.post(1);
        stage.awaitSeqs(bob, 1, 1);
        assertEquals(List.of(), stage.on(() -> ana.taken));
        assertEquals(1, stage.meters.get("parley_subscriptions").gauge().value());
    }

    @Test
    void whoLeavesWhileAnEventGoesRoundDisturbsNobody() {
        var people = IntStream.range(0, 9).mapToObj(i -> stage.person("p" + i)).toList();
        people.forEach(one -> stage.follow(one, new Start.Now()));
        people.get(2).whenOffered = event -> stage.hub.leave(people.get(2));
        people.get(4).whenOffered = event -> {
            stage.hub.leave(people.get(1));
            stage.hub.close(people.get(4), ROOM);
            stage.hub.leave(people.get(8));
        };
        stage.post(3);
        for (int i : new int[] {0, 3, 5, 6, 7}) {
            stage.awaitSeqs(people.get(i), 1, 3);
        }
        assertEquals(List.of(1L), stage.on(() -> people.get(1).seqs(ROOM)));
        assertEquals(List.of(), stage.on(() -> people.get(8).seqs(ROOM)));
        assertEquals(5, stage.meters.get("parley_subscriptions").gauge().value());
    }

    @Test
    void aSubscriberThatThrowsIsEndedAloneAndTold() {
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        ana.whenOffered = event -> {
            throw new IllegalStateException("on purpose");
        };
        stage.post(2);
        stage.awaitSeqs(bob, 1, 2);
        assertEquals(FailureType.INTERNAL, stage.on(() -> ana.ends.getFirst()).type());
    }
}

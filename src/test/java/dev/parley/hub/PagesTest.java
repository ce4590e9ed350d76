package dev.parley.hub;

import static dev.parley.hub.Stage.PAGE;
import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the log is read for those who are behind: seldom, together, and again until it answers. */
class PagesTest {

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

    @Test
    void aStormOfResumersReadsEachPageOnce() {
        stage.commit(100);
        var people = IntStream.range(0, 200).mapToObj(i -> stage.person("p" + i)).toList();
        var openings = stage.on(() -> IntStream.range(0, 200).mapToObj(i ->
            stage.opening(people.get(i), ROOM, after(90 - i % 4, "e1"))).toList());
        openings.forEach(opening -> stage.run(Stage.get(opening)::start));
        for (int i = 0; i < people.size(); i++) {
            stage.awaitSeqs(people.get(i), 91 - i % 4, 100);
        }
        assertEquals(1, stage.log.opened.size());
        assertEquals(1, stage.log.read.size(), stage.log.read.toString());
    }

    @Test
    void aStormOverManyChannelsReadsEachChannelOnce() {
        var rooms = IntStream.range(0, 20).mapToObj(i -> "room.r" + i).toList();
        stage.run(() -> rooms.forEach(room -> IntStream.range(0, 12).forEach(i -> stage.log.append(room))));
        var people = IntStream.range(0, 100).mapToObj(i -> stage.person("p" + i)).toList();
        for (int i = 0; i < people.size(); i++) {
            stage.follow(people.get(i), rooms.get(i % 20), after(3 + i % 7, "e1"));
        }
        stage.await("all have theirs", () -> IntStream.range(0, 100)
            .allMatch(i -> people.get(i).taken.size() == 12 - 3 - i % 7));
        assertTrue(stage.log.read.size() <= 20, stage.log.read.toString());
    }

    @Test
    void manyWhoResumeAtOnceShareTheEncoding() {
        stage.commit(10);
        var people = IntStream.range(0, 50).mapToObj(i -> stage.person("p" + i)).toList();
        var openings = stage.on(() -> people.stream()
            .map(one -> stage.opening(one, ROOM, after(0, "e1"))).toList());
        var granted = openings.stream().map(Stage::get).toList();
        stage.run(() -> granted.forEach(Subscription::start));
        people.forEach(one -> stage.awaitSeqs(one, 1, 10));
        assertEquals(10, stage.format.encodings);
    }

    @Test
    void pagesSmallerThanAskedAreEnough() {
        stage.commit(3 * PAGE);
        stage.run(() -> stage.log.pageMax = 2);
        stage.since(ana, 2 * PAGE);
        stage.awaitSeqs(ana, 2 * PAGE + 1, 3 * PAGE);
        assertEquals(0, stage.count("parley_log_page_failures"));
    }

    @Test
    void aPageRefusedToOneIsReadForTheOthers() {
        stage.commit(3);
        var refused = stage.open(ana, after(0, "e1"));
        var granted = stage.open(bob, after(0, "e1"));
        stage.run(() -> {
            stage.log.shut(ROOM, "ana");
            refused.start();
            granted.start();
        });
        stage.awaitSeqs(bob, 1, 3);
        stage.await("ana is told", () -> ana.ends.size() == 1);
        assertEquals(List.of(), stage.on(() -> ana.taken));
    }

    @Test
    void worksWithoutAnyTail() {
        try (var bare = new Stage(0, 60_000)) {
            var people = IntStream.range(0, 5).mapToObj(i -> bare.person("p" + i)).toList();
            bare.commit(3 * PAGE);
            people.forEach(one -> bare.since(one, 5));
            bare.post(4);
            people.forEach(one -> bare.awaitSeqs(one, 6, 3 * PAGE + 4));
            assertEquals(0, bare.meters.get("parley_tail_bytes").gauge().value());
        }
    }

    @Test
    void readsAgainWhenTheLogWasAway() {
        stage.commit(3 * PAGE);
        var subscription = stage.open(ana, after(0, "e1"));
        stage.run(() -> stage.log.away = true);
        stage.run(subscription::start);
        stage.await("three pages were tried", () -> stage.log.read.size() >= 3);
        stage.run(() -> stage.log.away = false);
        stage.awaitSeqs(ana, 1, 3 * PAGE);
        assertTrue(stage.count("parley_log_page_failures") >= 2);
    }

    @Test
    void readsNoMorePagesAtOnceThanAllowed() {
        var people = IntStream.range(0, 9).mapToObj(i -> stage.person("p" + i)).toList();
        stage.run(() -> IntStream.range(0, 9).forEach(i -> stage.log.append("room.r" + i)));
        var openings = stage.on(() -> IntStream.range(0, 9).mapToObj(i -> stage.opening(people.get(i),
            "room.r" + i, new Start.Last(1))).toList());
        var granted = openings.stream().map(Stage::get).toList();
        stage.run(() -> {
            stage.log.hold();
            granted.forEach(Subscription::start);
        });
        stage.await("pages are asked", () -> stage.log.heldAnswers() > 0);
        stage.run(() -> assertEquals(4, stage.log.heldAnswers()));
        stage.run(stage.log::release);
        stage.await("all have theirs", () -> people.stream().allMatch(one -> one.taken.size() == 1));
    }

    @Test
    void aPageThatTheUserMayNoLongerReadEndsTheSubscription() {
        stage.commit(3);
        var subscription = stage.open(ana, after(0, "e1"));
        stage.run(() -> {
            stage.log.shut(ROOM, "ana");
            subscription.start();
        });
        stage.await("ana is told", () -> !ana.ends.isEmpty());
        assertEquals(FailureType.FORBIDDEN, stage.on(() -> ana.ends.getFirst()).type());
        assertEquals(List.of(), stage.on(() -> ana.taken));
    }
}

package dev.parley.hub;

import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Addresses;
import dev.parley.bus.Deserted;
import dev.parley.bus.Newcomer;
import dev.parley.bus.Standing;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Signal;
import dev.parley.relay.Batch;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels without a log, and those that have a state before anything that changes it. */
class StateTest {

    private static final String PRESENCE = "presence." + ROOM;
    private static final String LIVE = "live.ephemeral.x";
    private static final Subscribed PLAIN = new Subscribed(Optional.empty(), Optional.empty());

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    /** What the hub told the presence of its node. */
    private final List<Record> asked = new ArrayList<>();

    @BeforeEach
    void listen() {
        stage.run(() -> stage.bus.<Record>hear(Addresses.PRESENCE, asked::add));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void state(String text) {
        stage.bus.tell(Addresses.hub(0), new Standing(signal(PRESENCE, text)));
    }

    private void change(String text) {
        stage.bus.tell(Addresses.hub(0), Batch.of(List.of(signal(PRESENCE, text))));
    }

    private static Signal signal(String channel, String text) {
        return new Signal(channel, "any", "", Buffer.buffer(text));
    }

    private void awaitAsked(int count) {
        stage.await(count + " questions", () -> asked.size() >= count);
    }

    private void awaitSignals(FakeSubscriber who, String... texts) {
        stage.await(who.name + " has " + List.of(texts), () -> who.signals().equals(List.of(texts)));
    }

    @Test
    void theStateComesBeforeAnyChange() {
        assertEquals(PLAIN, stage.follow(ana, PRESENCE, new Start.Now()));
        awaitAsked(1);
        assertEquals(List.of(new Newcomer(PRESENCE, 0)), stage.on(() -> List.copyOf(asked)));
        change("too early");
        state("state 1");
        change("change 1");
        awaitSignals(ana, "state 1", "change 1");
        assertEquals(PLAIN, stage.follow(bob, PRESENCE, new Start.Last(5)));
        awaitAsked(2);
        change("change 2");
        state("state 2");
        change("change 3");
        awaitSignals(bob, "state 2", "change 3");
        awaitSignals(ana, "state 1", "change 1", "change 2", "change 3");
    }

    @Test
    void oneQuestionAndOneEncodingServeManyNewcomers() {
        var crowd = IntStream.range(0, 50).mapToObj(i -> stage.person("p" + i)).toList();
        crowd.forEach(who -> stage.follow(who, PRESENCE, new Start.Now()));
        awaitAsked(1);
        int before = stage.on(() -> stage.format.encodings);
        state("state");
        crowd.forEach(who -> awaitSignals(who, "state"));
        assertEquals(before + 1, stage.on(() -> stage.format.encodings));
        assertEquals(1, stage.on(asked::size));
    }

    @Test
    void whoFallsBehindGetsAStateInsteadOfWhatHeMissed() {
        stage.follow(ana, PRESENCE, new Start.Now());
        stage.follow(bob, PRESENCE, new Start.Now());
        awaitAsked(1);
        stage.run(() -> ana.room = 1);
        state("state 1");
        change("change 1");
        change("change 2");
        awaitSignals(bob, "state 1", "change 1", "change 2");
        awaitSignals(ana, "state 1");
        assertEquals(1, stage.on(() -> ana.refused), "offered once, then left alone");
        stage.run(() -> {
            ana.room = 100;
            stage.hub.drained(ana);
        });
        awaitAsked(2);
        state("state 2");
        change("change 3");
        awaitSignals(ana, "state 1", "state 2", "change 3");
        awaitSignals(bob, "state 1", "change 1", "change 2", "change 3");
    }

    @Test
    void aStateThatFindsAFullPipeIsAskedForAgain() {
        stage.run(() -> ana.room = 0);
        stage.follow(ana, PRESENCE, new Start.Now());
        awaitAsked(1);
        state("state 1");
        stage.await("it was offered", () -> ana.refused == 1);
        stage.run(() -> {
            ana.room = 100;
            stage.hub.drained(ana);
        });
        awaitAsked(2);
        state("state 2");
        awaitSignals(ana, "state 2");
    }

    @Test
    void presenceEndsWithTheRightToItsChannelAlthoughNobodyListensThere() {
        stage.follow(ana, PRESENCE, new Start.Now());
        stage.follow(bob, PRESENCE, new Start.Now());
        awaitAsked(1);
        state("state");
        awaitSignals(bob, "state");
        stage.run(() -> {
            stage.log.shut(ROOM, "ana");
            stage.ring(stage.log.append(ROOM, "member.left", "ana", List.of(), "left"));
        });
        stage.await("ana is told", () -> !ana.ends.isEmpty());
        change("change");
        awaitSignals(bob, "state", "change");
        assertEquals(FailureType.FORBIDDEN, stage.on(() -> ana.ends.getFirst()).type());
        assertEquals(List.of("state"), stage.on(ana::signals));
    }

    @Test
    void aLostBellOfTheRightIsMendedAsOfAnyLog() {
        stage.follow(ana, PRESENCE, new Start.Now());
        stage.run(() -> {
            stage.log.shut(ROOM, "ana");
            stage.log.append(ROOM, "member.left", "ana", List.of(), "left");
        });
        stage.missed();
        stage.await("ana is told", () -> !ana.ends.isEmpty());
    }

    @Test
    void whoMayNotReadTheChannelMayNotWatchIt() {
        stage.run(() -> stage.log.shut(ROOM, "ana"));
        var opened = stage.on(() -> stage.opening(ana, PRESENCE, new Start.Now()));
        stage.await("the answer", opened::failed);
        assertTrue(stage.on(() -> asked.stream().noneMatch(Newcomer.class::isInstance)));
    }

    @Test
    void theLastWatcherThatGoesIsTold() {
        stage.follow(ana, PRESENCE, new Start.Now());
        awaitAsked(1);
        stage.run(() -> stage.hub.leave(ana));
        awaitAsked(2);
        assertEquals(new Deserted(PRESENCE, 0), stage.on(asked::getLast));
    }

    @Test
    void aChannelWithoutALogTellsWhatHappensFromNowOn() {
        stage.run(() -> stage.log.passing.add(LIVE));
        assertEquals(PLAIN, stage.follow(ana, LIVE, new Start.After(7, Optional.empty())));
        stage.ring(signal(LIVE, "one"), signal(LIVE, "two"));
        awaitSignals(ana, "one", "two");
        stage.missed();
        stage.ring(signal(LIVE, "three"));
        awaitSignals(ana, "one", "two", "three");
        assertEquals(List.of(), stage.on(() -> stage.log.read));
        assertEquals(PLAIN, stage.follow(bob, "presence." + LIVE, new Start.Now()));
        awaitAsked(1);
    }
}

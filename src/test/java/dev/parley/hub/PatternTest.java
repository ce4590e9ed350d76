package dev.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Addresses;
import dev.parley.bus.RulesMoved;
import dev.parley.protocol.Event;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever follows all channels below a name, and whose rights change while he does. */
class PatternTest {

    private static final String ALL = "live.shop.*";
    private static final String DEEP = "live.shop.eu.*";

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    PatternTest() {
        stage.log.passing.addAll(List.of(ALL, DEEP));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static Publication event(String channel, long seq) {
        return new Publication(channel, "e1", seq, "noted", "", List.of(),
            Buffer.buffer("{\"seq\":" + seq + "}"));
    }

    private static Signal passing(String channel, String text) {
        return new Signal(channel, "noted", "", Buffer.buffer("{\"data\":\"" + text + "\"}"));
    }

    private void await(FakeSubscriber who, String... texts) {
        stage.await(who.name + " has " + List.of(texts) + ", not " + who.texts,
            () -> who.texts.size() >= texts.length);
        assertEquals(List.of(texts), stage.on(() -> List.copyOf(who.texts)));
    }

    @Test
    void everyChannelBelowIsHeardAndSaysItsName() {
        var answer = stage.follow(ana, ALL, new Start.After(3, Optional.empty()));
        assertTrue(answer.head().isEmpty() && answer.recovered().isEmpty(), "nothing of the past");
        stage.follow(bob, DEEP, new Start.Now());
        stage.ring(event("live.shop.a", 1), event("live.shop.eu.b", 7), event("live.shopping.a", 1),
            event("live.other.a", 1), passing("live.shop.eu.c.d", "x"), event("room.lobby", 1));
        await(ana, "{\"channel\":\"live.shop.a\",\"seq\":1}", "{\"channel\":\"live.shop.eu.b\",\"seq\":7}",
            "{\"channel\":\"live.shop.eu.c.d\",\"data\":\"x\"}");
        await(bob, "{\"channel\":\"live.shop.eu.b\",\"seq\":7}",
            "{\"channel\":\"live.shop.eu.c.d\",\"data\":\"x\"}");
        assertTrue(stage.on(() -> ana.taken).stream().map(Event::channel).allMatch(ALL::equals));
    }

    @Test
    void whatTheBusRepeatsIsHeardOnce() {
        stage.follow(ana, ALL, new Start.Now());
        stage.ring(event("live.shop.a", 1), event("live.shop.a", 2), event("live.shop.a", 1),
            event("live.shop.a", 2), event("live.shop.b", 1), event("live.shop.a", 3));
        await(ana, "{\"channel\":\"live.shop.a\",\"seq\":1}", "{\"channel\":\"live.shop.a\",\"seq\":2}",
            "{\"channel\":\"live.shop.b\",\"seq\":1}", "{\"channel\":\"live.shop.a\",\"seq\":3}");
    }

    @Test
    void whereTokensDecideEachEventIsForThoseWhoseTokenNamesIt() {
        stage.log.choosing = true;
        ana.grants = List.of("live.shop.a", "live.shop.c*");
        bob.grants = List.of("live.shop.*");
        stage.follow(ana, ALL, new Start.Now());
        stage.follow(bob, ALL, new Start.Now());
        stage.ring(event("live.shop.a", 1), event("live.shop.b", 1), event("live.shop.cc", 1));
        await(bob, "{\"channel\":\"live.shop.a\",\"seq\":1}", "{\"channel\":\"live.shop.b\",\"seq\":1}",
            "{\"channel\":\"live.shop.cc\",\"seq\":1}");
        await(ana, "{\"channel\":\"live.shop.a\",\"seq\":1}", "{\"channel\":\"live.shop.cc\",\"seq\":1}");
    }

    @Test
    void anEventIsEncodedOnceForAllWhoFollow() {
        for (int i = 0; i < 20; i++) {
            stage.follow(stage.person("p" + i), ALL, new Start.Now());
        }
        stage.follow(ana, ALL, new Start.Now());
        int before = stage.on(() -> stage.format.encodings);
        stage.ring(event("live.shop.a", 1));
        await(ana, "{\"channel\":\"live.shop.a\",\"seq\":1}");
        assertEquals(before + 1, stage.on(() -> stage.format.encodings));
    }

    @Test
    void whoCannotTakeAnEventMissesItAndHearsWhatComesLater() {
        stage.follow(ana, ALL, new Start.Now());
        stage.run(() -> ana.room = 1);
        stage.ring(event("live.shop.a", 1), event("live.shop.a", 2));
        stage.await("ana is full", () -> ana.refused == 1);
        stage.run(() -> {
            ana.room = Integer.MAX_VALUE;
            stage.hub.drained(ana);
        });
        stage.ring(event("live.shop.a", 3));
        await(ana, "{\"channel\":\"live.shop.a\",\"seq\":1}", "{\"channel\":\"live.shop.a\",\"seq\":3}");
    }

    @Test
    void nothingIsFollowedWhenNobodyIsLeft() {
        stage.follow(ana, ALL, new Start.Now());
        stage.run(() -> stage.hub.close(ana, ALL));
        stage.ring(event("live.shop.a", 1));
        stage.follow(bob, ALL, new Start.Now());
        stage.ring(event("live.shop.a", 2));
        await(bob, "{\"channel\":\"live.shop.a\",\"seq\":2}");
        assertEquals(List.of(), stage.on(() -> ana.texts));
    }

    @Test
    void otherRulesAreAskedOfAllWhomTheyConcern() {
        stage.follow(ana, ALL, new Start.Now());
        stage.follow(bob, "live.other.x", new Start.Now());
        stage.run(() -> {
            stage.log.shut(ALL, "ana");
            stage.log.shut("live.other.x", "bob");
        });
        stage.bus.tell(Addresses.hub(0), new RulesMoved(Set.of("shop")));
        stage.await("ana is told", () -> !ana.ends.isEmpty());
        assertEquals(FailureType.FORBIDDEN, stage.on(() -> ana.ends.getFirst()).type());
        assertTrue(stage.on(() -> bob.ends).isEmpty(), "nothing was said of bob's namespace");
    }

    @Test
    void aRightThatWasAskedForUnderFormerRulesDoesNotCount() {
        stage.log.hold();
        var opening = stage.on(() -> stage.opening(ana, "live.shop.x", new Start.Now()));
        stage.await("the door is asked", () -> stage.log.heldAnswers() == 1);
        stage.run(() -> stage.log.shut("live.shop.x", "ana"));
        stage.bus.tell(Addresses.hub(0), new RulesMoved(Set.of("shop")));
        stage.run(stage.log::release);
        stage.await("ana is told", () -> !ana.ends.isEmpty() || opening.failed());
        stage.run(() -> stage.ring(stage.log.append("live.shop.x")));
        stage.run(() -> assertEquals(List.of(), ana.taken));
    }

    @Test
    void anotherTokenIsLookedAtOnceMoreWhileTheFormerIsLookedAt() {
        stage.follow(ana, "live.shop.x", new Start.Now());
        stage.log.hold();
        stage.run(() -> stage.hub.reviewed(ana));
        stage.await("the door is asked", () -> stage.log.heldAnswers() == 1);
        stage.run(() -> {
            ana.grants = List.of("nothing");
            stage.log.shut("live.shop.x", "ana");
            stage.hub.reviewed(ana);
            stage.log.release();
        });
        stage.await("ana is told", () -> !ana.ends.isEmpty());
        assertFalse(stage.on(() -> ana.ends).isEmpty());
    }

    @Test
    void aChannelThatGetsALogTellsWhereItStands() {
        stage.log.passing.add("live.shop.x");
        stage.follow(ana, "live.shop.x", new Start.Now());
        stage.run(() -> {
            stage.log.append("live.shop.x");
            stage.log.append("live.shop.x");
            stage.log.passing.remove("live.shop.x");
        });
        stage.bus.tell(Addresses.hub(0), new RulesMoved(Set.of("shop")));
        stage.await("ana is told", () -> !ana.restarts.isEmpty());
        assertEquals(2, stage.on(() -> ana.restarts.getFirst()).head().orElseThrow().seq());
        stage.run(() -> stage.ring(stage.log.append("live.shop.x")));
        stage.await("the next one comes", () -> ana.seqs("live.shop.x").equals(List.of(3L)));
    }
}

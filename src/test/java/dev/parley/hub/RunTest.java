package dev.parley.hub;

import static dev.parley.hub.Stage.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publications of one batch that follow one another go out as one, and nobody can tell. */
class RunTest {

    private static final String OTHER = "room.other";

    private final Stage stage = new Stage();
    private final FakeSubscriber ana = stage.person("ana");
    private final FakeSubscriber bob = stage.person("bob");

    @AfterEach
    void close() {
        stage.close();
    }

    private void ringTogether(List<Publication> publications) {
        stage.run(() -> stage.ring(publications.toArray(Event[]::new)));
    }

    private int offers(FakeSubscriber who) {
        return stage.on(() -> who.texts.size());
    }

    @Test
    void goesToEachSubscriberWithOneWrite() {
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        ringTogether(stage.commit(5));
        stage.awaitSeqs(ana, 1, 5);
        stage.awaitSeqs(bob, 1, 5);
        assertEquals(List.of("hellohellohellohellohello"), stage.on(() -> List.copyOf(ana.texts)));
        assertEquals(1, offers(bob));
        assertEquals(5, stage.on(() -> stage.format.encodings), "encoded once for both");
        assertEquals(10, stage.count("parley_deliveries"));
    }

    @Test
    void signalsThatStateNothingLastingGoAsOneAndOthersAlone() {
        stage.follow(ana, new Start.Now());
        stage.run(() -> stage.ring(Stage.signal("", "a"), Stage.signal("", "b"), Stage.signal("k", "c"),
            Stage.signal("", "d"), Stage.signal("", "e"), stage.log.append(ROOM), Stage.signal("", "f")));
        stage.await("all came", () -> ana.texts.contains("f"));
        assertEquals(List.of("ab", "c", "de", "hello", "f"), stage.on(() -> List.copyOf(ana.texts)));
    }

    @Test
    void isTakenAsAWholeOrLaterOneByOne() {
        ana.room = 1;
        stage.follow(ana, new Start.Now());
        stage.follow(bob, new Start.Now());
        ringTogether(stage.commit(3));
        ringTogether(stage.commit(4));
        stage.awaitSeqs(bob, 1, 7);
        stage.awaitSeqs(ana, 1, 3);
        stage.run(() -> {
            ana.room = Integer.MAX_VALUE;
            stage.hub.drained(ana);
        });
        stage.awaitSeqs(ana, 1, 7);
        ringTogether(stage.commit(2));
        stage.awaitSeqs(ana, 1, 9);
    }

    @Test
    void endsWhereRightsChangeOrSomethingIsWithdrawn() {
        stage.follow(ana, new Start.Now());
        stage.run(() -> stage.ring(stage.log.append(ROOM), stage.log.append(ROOM),
            stage.log.append(ROOM, "member.left", "bob", List.of(), "left"),
            stage.log.append(ROOM), stage.log.append(ROOM),
            stage.log.append(ROOM, "message.deleted", "", List.of(4L), "deleted"), stage.log.append(ROOM)));
        stage.awaitSeqs(ana, 1, 7);
        assertEquals(List.of("hellohello", "left", "hellohello", "deleted", "hello"),
            stage.on(() -> List.copyOf(ana.texts)));
    }

    @Test
    void keepsChannelsApart() {
        stage.follow(ana, new Start.Now());
        stage.follow(ana, OTHER, new Start.Now());
        stage.run(() -> stage.ring(stage.log.append(ROOM), stage.log.append(OTHER), stage.log.append(ROOM),
            stage.log.append(ROOM)));
        stage.awaitSeqs(ana, 1, 3);
        assertEquals(List.of(1L), stage.on(() -> ana.seqs(OTHER)));
        assertEquals(3, offers(ana));
    }

    @Test
    void mendsAGapBeforeItAndDropsWhatWasHadAlready() {
        stage.follow(ana, new Start.Now());
        var all = stage.commit(8);
        ringTogether(all.subList(2, 5));
        stage.awaitSeqs(ana, 1, 8);
        ringTogether(all);
        ringTogether(stage.commit(2));
        stage.awaitSeqs(ana, 1, 10);
    }

    @Test
    void isNoLongerThanAPipeCanTake() {
        stage.follow(ana, new Start.Now());
        var large = "x".repeat(20 * 1024);
        stage.run(() -> stage.ring(IntStream.range(0, 3)
            .mapToObj(i -> stage.log.append(ROOM, "message.posted", "", List.of(), large))
            .toArray(Event[]::new)));
        stage.awaitSeqs(ana, 1, 3);
        assertEquals(3, offers(ana));
    }
}

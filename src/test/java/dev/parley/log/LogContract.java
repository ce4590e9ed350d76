package dev.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Namespace;
import dev.parley.protocol.Event;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every log that keeps something promises, whatever it keeps it in. */
public abstract class LogContract extends JournalContract {

    /** A node of a cluster: its log, its journal, and all that its bell told. */
    public record Node(Log log, Journal journal, List<Publication> told) {
    }

    /** The nodes, two at least, that keep their channels in one place. */
    protected abstract List<Node> nodes();

    /** The namespace of {@code live.contract.*}, which keeps this many of each channel; 0 = all. */
    protected abstract Namespace keeping(int length);

    @Override
    protected Journal journal() {
        return nodes().getFirst().journal();
    }

    @Override
    protected List<? extends Event> told() {
        return nodes().getFirst().told();
    }

    @Override
    protected Namespace namespace() {
        return keeping(0);
    }

    protected Posted post(String channel, String id) throws Exception {
        return await(nodes().getFirst().journal().append(keeping(0), draft(channel, id, "ana")));
    }

    private Page read(Node node, String channel, long after, int limit) throws Exception {
        return await(node.log().read(new PageRequest(channel, "", after, limit)));
    }

    private static List<Long> seqs(Page page) {
        return page.publications().stream().map(Publication::seq).toList();
    }

    @Test
    void numbersWithoutAHoleFromEveryNodeAtOnce() throws Exception {
        var channel = channel();
        var answers = new ArrayList<Future<Posted>>();
        for (int i = 0; i < 400; i++) {
            var node = nodes().get(i % nodes().size());
            answers.add(node.journal().append(keeping(0), draft(channel, "m" + i, "ana")));
        }
        await(Future.all(answers));
        var seqs = answers.stream().map(answer -> answer.result().position().orElseThrow().seq()).sorted();
        assertEquals(LongStream.rangeClosed(1, 400).boxed().toList(), seqs.toList());
        var pages = new ArrayList<Long>();
        while (pages.size() < 400) {
            pages.addAll(seqs(read(nodes().getLast(), channel, pages.size(), 150)));
        }
        assertEquals(LongStream.rangeClosed(1, 400).boxed().toList(), pages);
    }

    @Test
    void keepsTheOrderOfWhatOneContextAppends() throws Exception {
        var channel = channel();
        var answers = new ArrayList<Future<Posted>>();
        for (int i = 0; i < 300; i++) {
            answers.add(nodes().getFirst().journal().append(keeping(0), draft(channel, "m" + i, "ana")));
        }
        await(Future.all(answers));
        var page = read(nodes().getFirst(), channel, 0, 300);
        for (int i = 0; i < 300; i++) {
            assertEquals("m" + i, page.publications().get(i).json().toJsonObject().getString("id"));
        }
    }

    @Test
    void tellsLiveWhatItReadsLater() throws Exception {
        var channel = channel();
        post(channel, "one");
        await(nodes().getFirst().journal().append(keeping(0), new Draft(channel, "typed", "[1,\"ü\"]", "two",
            false, "", "s1", Optional.empty())));
        var told = nodes().getFirst().told().stream().filter(event -> event.channel().equals(channel))
            .map(event -> event.epoch() + event.json()).toList();
        var read = read(nodes().getLast(), channel, 0, 10).publications().stream()
            .map(event -> event.epoch() + event.json()).toList();
        assertEquals(told, read);
        var second = new JsonObject(read(nodes().getLast(), channel, 1, 1).publications().getFirst().json());
        assertEquals(2, second.getLong("seq"));
        assertEquals("typed", second.getString("type"));
        assertFalse(second.containsKey("by"));
        assertEquals("s1", second.getString("origin"));
    }

    @Test
    void aRepeatedIdIsTheFirstOneAgainOnEveryNode() throws Exception {
        var channel = channel();
        post(channel, "before");
        var first = post(channel, "same");
        for (var node : nodes()) {
            var again = await(node.journal().append(keeping(0), draft(channel, "same", "ana")));
            assertTrue(again.duplicate());
            assertEquals(first.position(), again.position());
        }
        assertEquals(3, post(channel, "after").position().orElseThrow().seq());
    }

    @Test
    void anIdOfAnotherIsAConflict() throws Exception {
        var channel = channel();
        post(channel, "same");
        var other = nodes().getLast().journal().append(keeping(0), draft(channel, "same", "ben"));
        assertEquals(FailureType.CONFLICT, refusal(other).type());
        assertEquals(2, post(channel, "next").position().orElseThrow().seq());
    }

    @Test
    void oneOfManyAtOnceWithTheSameIdIsKept() throws Exception {
        var channel = channel();
        var answers = new ArrayList<Future<Posted>>();
        for (int i = 0; i < 40; i++) {
            answers.add(nodes().get(i % 2).journal().append(keeping(0), draft(channel, "same", "ana")));
        }
        await(Future.all(answers));
        assertEquals(39, answers.stream().filter(answer -> answer.result().duplicate()).count());
        assertEquals(1, read(nodes().getFirst(), channel, 0, 10).head().seq());
    }

    @Test
    void whatIsDeniedIsRefusedUnlessItIsThereAlready() throws Exception {
        var channel = channel();
        post(channel, "was");
        var denial = Optional.of(Refusal.forbidden("Not any more."));
        var again = nodes().getFirst().journal().append(keeping(0), new Draft(channel, "noted", "1", "was",
            true, "ana", "", denial));
        assertTrue(await(again).duplicate());
        var fresh = nodes().getFirst().journal().append(keeping(0), new Draft(channel, "noted", "1", "new",
            true, "ana", "", denial));
        assertEquals(FailureType.FORBIDDEN, refusal(fresh).type());
        assertEquals(2, post(channel, "new").position().orElseThrow().seq());
    }

    @Test
    void aNewChannelGoesOnFromThePositionThatItWasOpenedAt() throws Exception {
        var channel = channel();
        var opening = (Opening.Open) await(nodes().getLast().log().open(List.of(new Door(channel, ""))))
            .getFirst();
        assertEquals(0, opening.head().seq());
        assertEquals(0, opening.floor());
        var first = post(channel, "first");
        assertEquals(opening.head().epoch(), first.position().orElseThrow().epoch());
        assertEquals(first.position().orElseThrow(),
            await(nodes().getLast().log().heads(Set.of(channel))).get(channel));
    }

    @Test
    void answersManyDoorsInTheirOrder() throws Exception {
        var doors = new ArrayList<Door>();
        for (int i = 0; i < 50; i++) {
            var channel = channel();
            doors.add(new Door(channel, ""));
            for (int n = 0; n < i % 4; n++) {
                post(channel, "m" + n);
            }
        }
        doors.add(doors.getFirst());
        var openings = await(nodes().getLast().log().open(doors));
        for (int i = 0; i < doors.size() - 1; i++) {
            assertEquals(i % 4, ((Opening.Open) openings.get(i)).head().seq());
        }
        assertEquals(openings.getFirst(), openings.getLast());
    }

    @Test
    void saysHonestlyWhatItNoLongerKeeps() throws Exception {
        var channel = channel();
        for (int i = 1; i <= 60; i++) {
            await(nodes().getFirst().journal().append(keeping(20), new Draft(channel, "noted", "1", "m" + i,
                false, "ana", "", Optional.empty())));
        }
        var page = read(nodes().getLast(), channel, 5, 100);
        assertTrue(page.floor() >= 20 && page.floor() <= 40, "floor " + page.floor());
        assertEquals(LongStream.rangeClosed(page.floor() + 1, 60).boxed().toList(), seqs(page));
        var opening = (Opening.Open) await(nodes().getLast().log().open(List.of(new Door(channel, ""))))
            .getFirst();
        assertEquals(page.floor(), opening.floor());
        assertEquals(60, opening.head().seq());
    }
}

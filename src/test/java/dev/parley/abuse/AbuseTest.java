package dev.parley.abuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Every attack, for a second: nobody who is good loses anything, and the server keeps its memory. */
class AbuseTest {

    /** The short version of scripts/abuse; how long messages take is not a matter of tests. */
    @Test
    void goodClientsLoseNothingWhateverIsDoneToTheServer() throws IOException {
        var json = Path.of("target/abuse-test.json");
        var options = AbuseOptions.parse(List.of("--people", "20", "--rate", "40", "--seconds", "1",
            "--timed", "false", "--folder", "target/abuse-test", "--json", json.toString()));
        var outcomes = Abuse.run(options);
        assertEquals(Attack.values().length, outcomes.size());
        assertEquals(List.of(), outcomes.stream().filter(outcome -> !outcome.kept(false))
            .map(outcome -> outcome.text(false)).toList(), "seed " + options.seed());
        for (var limit : List.of("commands_session", "commands_user", "bytes_user", "encoding",
            "registrations_session")) {
            assertTrue(outcomes.stream().anyMatch(one -> one.limits().getOrDefault(limit, 0L) > 0),
                limit + " was never met");
        }
        assertTrue(outcomes.stream().allMatch(one -> one.before().getTotalCount() > 0));
        assertEquals(Attack.values().length,
            new JsonObject(Files.readString(json)).getJsonArray("attacks").size());
    }

    @Test
    void seesWhatIsBroken() {
        var quick = new Histogram(3);
        quick.recordValue(20_000);
        var slow = new Histogram(3);
        slow.recordValue(45_000);
        var memory = new Outcome.Memory(200, 300, 210, 20, 21);
        assertTrue(outcome(quick, quick, memory, List.of()).kept(true));
        assertFalse(outcome(quick, slow, memory, List.of()).kept(true), "more than twice, and than 25 ms");
        assertTrue(outcome(slow, slow, memory, List.of()).kept(true));
        assertFalse(outcome(quick, quick, memory, List.of("good-1 lost the connection")).kept(false));
        assertFalse(outcome(quick, quick, new Outcome.Memory(200, 500, 210, 20, 21), List.of()).kept(false));
        assertFalse(outcome(quick, quick, new Outcome.Memory(200, 300, 210, 20, 90), List.of()).kept(false));
    }

    private static Outcome outcome(Histogram before, Histogram during, Outcome.Memory memory,
                                   List<String> faults) {
        return new Outcome(Attack.DEEP, before, during, memory, Map.of("encoding", 1L), 3, faults);
    }

    @Test
    void aGoodClientNoticesWhatItMisses() {
        var watch = new Watch();
        var person = new Person(watch, "ana", "r");
        for (int seq : new int[] {1, 2, 4, 4}) {
            var event = new JsonObject().put("seq", seq).put("type", "member.joined");
            var frame = io.netty.buffer.Unpooled.copiedBuffer(new JsonObject().put("type", "rec")
                .put("address", "room.r").put("body", event).encode(),
                java.nio.charset.StandardCharsets.UTF_8);
            person.message(frame, 0, frame.readableBytes());
        }
        assertEquals(List.of("ana heard 4 after 2", "ana heard 4 after 4"), watch.told());
        person.closed(true, 3001);
        assertEquals(3, watch.faults());
    }

    @Test
    void optionsAreReadAndFaultyOnesTold() {
        var options = AbuseOptions.parse(List.of("--attacks", "deep,slow-heads", "--seed", "7",
            "--people", "9"));
        assertEquals(EnumSet.of(Attack.SLOW_HEADS, Attack.DEEP), options.attacks());
        assertEquals(7, options.seed());
        assertEquals(9, options.people());
        assertTrue(options.timed());
        for (var wrong : List.of(List.of("--speed", "1"), List.of("--seed"), List.of("--attacks", "tickle"),
            List.of("--people", "0"))) {
            var fault = assertThrows(IllegalArgumentException.class, () -> AbuseOptions.parse(wrong));
            assertTrue(!fault.getMessage().isEmpty());
        }
    }
}

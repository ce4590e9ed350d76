package dev.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a question to all nodes is over, whoever answers, repeats himself, dies or keeps silent. */
class RollCallTest {

    private static final JsonObject NO = new JsonObject().put("found", false);
    private static final JsonObject YES = new JsonObject().put("found", true);

    private static RollCall call(String... others) {
        var ask = new Word.Ask("a-1", "a", new LoopQuestion.OfUser("ana"));
        return new RollCall(ask, 0, List.of(others), answer -> answer.getBoolean("found"));
    }

    @Test
    void isOverWhenAllHaveAnsweredOnce() {
        var call = call("b", "c");
        call.told("b", NO);
        call.told("b", NO);
        call.told("stranger", NO);
        assertFalse(call.done().isComplete());
        call.told("c", NO);
        assertTrue(call.done().succeeded());
        assertEquals(2, call.answers().size());
        assertEquals(0, call.missing());
    }

    @Test
    void isOverAtOnceWhenThereIsNobodyElseOrOneAnswerIsEnough() {
        assertTrue(call().done().succeeded());
        var call = call("b", "c");
        call.told("b", YES);
        assertTrue(call.done().succeeded());
        assertEquals(1, call.missing());
    }

    @Test
    void waitsForNobodyWhoIsGone() {
        var call = call("b", "c");
        call.told("b", NO);
        call.among(List.of("a", "b"));
        assertTrue(call.done().succeeded());
        assertEquals(0, call.missing());
    }

    @Test
    void repeatsItselfOnceAndThenEndsWithWhatThereIs() {
        var call = call("b", "c");
        assertFalse(call.repeats(399, 400));
        assertTrue(call.repeats(400, 400));
        assertFalse(call.repeats(900, 400));
        call.told("c", NO);
        call.expire(1499, 1500);
        assertFalse(call.done().isComplete());
        call.expire(1500, 1500);
        assertTrue(call.done().succeeded());
        assertEquals(List.of(NO), call.answers());
        assertEquals(1, call.missing());
    }

    @Test
    void whatIsToldIsHeardAsItWasMeant() {
        var words = List.of(new Word.Ask("a-1", "a", new LoopQuestion.OfUser("ana")),
            new Word.Ask("a-2", "a", new LoopQuestion.End("s1", Optional.of("ana"), false)),
            new Word.Told("a-2", "b", YES));
        for (var word : words) {
            assertEquals(word, Word.read(word.signal()).orElseThrow());
        }
    }
}

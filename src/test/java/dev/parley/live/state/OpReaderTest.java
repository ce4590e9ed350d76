package dev.parley.live.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.config.StateSettings;
import dev.parley.persistence.StateOp;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Fields;
import dev.parley.protocol.RefusedException;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ops as clients write them. */
class OpReaderTest {

    private static final OptionalLong ANY = OptionalLong.empty();

    private final OpReader reader = new OpReader(new StateSettings(10, 5, 100, 1_000, 3, 500));

    private List<StateOp> read(String ops) {
        return reader.read(new Fields(new JsonObject("{\"ops\":" + ops + "}")));
    }

    private FailureType refusal(String ops) {
        return assertThrows(RefusedException.class, () -> read(ops), ops).refusal().type();
    }

    @Test
    void readsEachOpInItsOrder() {
        assertEquals(List.of(new StateOp.Put("a", ANY, "{\"z\":1,\"a\":[null]}"),
            new StateOp.Put("a", OptionalLong.of(0), "null"), new StateOp.Remove("ä", OptionalLong.of(7))),
            read("[{\"set\":{\"key\":\"a\",\"value\":{\"z\":1,\"a\":[null]}}},"
                + "{\"set\":{\"key\":\"a\",\"value\":null,\"ifVersion\":0},\"note\":1},"
                + "{\"remove\":{\"key\":\"ä\",\"ifVersion\":7}}]"));
        var zero = Optional.of(BigDecimal.ZERO);
        assertEquals(List.of(new StateOp.Add("n", ANY, new BigDecimal("-0.5"), zero,
                Optional.of(new BigDecimal("5E+1"))), new StateOp.Member("s", ANY, "\"x\"", true),
            new StateOp.Member("s", ANY, "true", false)),
            read("[{\"add\":{\"key\":\"n\",\"by\":-0.5,\"min\":0,\"max\":50}},"
                + "{\"insert\":{\"key\":\"s\",\"value\":\"x\"}},"
                + "{\"discard\":{\"key\":\"s\",\"value\":true}}]"));
    }

    /** What programs that count with doubles make of 0.1 + 0.2 is meant as 0.3. */
    @Test
    void roundsWhatIsAddedToFifteenPlaces() {
        var add = (StateOp.Add) read("[{\"add\":{\"key\":\"n\",\"by\":0.30000000000000004}}]").getFirst();
        assertEquals(new BigDecimal("0.3"), add.by());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{}", "[1]", "[{}]", "[{\"set\":1}]", "[{\"put\":{\"key\":\"a\"}}]",
        "[{\"set\":{\"key\":\"a\",\"value\":1},\"remove\":{\"key\":\"a\"}}]", "[{\"set\":{\"value\":1}}]",
        "[{\"set\":{\"key\":\"\",\"value\":1}}]", "[{\"set\":{\"key\":1,\"value\":1}}]",
        "[{\"set\":{\"key\":\"a\"}}]", "[{\"add\":{\"key\":\"a\"}}]",
        "[{\"add\":{\"key\":\"a\",\"by\":\"1\"}}]",
        "[{\"add\":{\"key\":\"a\",\"by\":9007199254740992}}]",
        "[{\"add\":{\"key\":\"a\",\"by\":1,\"min\":2,\"max\":1}}]",
        "[{\"insert\":{\"key\":\"a\",\"value\":null}}]", "[{\"insert\":{\"key\":\"a\",\"value\":[]}}]",
        "[{\"discard\":{\"key\":\"a\"}}]", "[{\"remove\":{\"key\":\"a\",\"ifVersion\":-1}}]",
        "[{\"remove\":{\"key\":\"a\",\"ifVersion\":1.5}}]"})
    void refusesWhatMeansNothing(String ops) {
        assertEquals(FailureType.BAD_REQUEST, refusal(ops));
    }

    @Test
    void refusesWhatIsOverALimit() {
        assertEquals(FailureType.TOO_LARGE, refusal("[{\"remove\":{\"key\":\"abcdef\"}}]"));
        var op = "{\"remove\":{\"key\":\"a\"}}";
        assertEquals(FailureType.TOO_LARGE, refusal("[" + op + "," + op + "," + op + "," + op + "]"));
    }
}

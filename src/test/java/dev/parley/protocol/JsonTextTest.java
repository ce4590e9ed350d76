package dev.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON from outside, and what only looks like it. */
class JsonTextTest {

    static Stream<String> bombs() {
        return Stream.of("[".repeat(65_536), "{\"a\":".repeat(13_000), "[{\"a\":".repeat(9_000),
            "[".repeat(101) + "]".repeat(101), "9".repeat(65_000), "1" + "0".repeat(101),
            "{\"" + "k".repeat(60_000) + "\":1}", "", " ", "{\"a\":1", "[1,]", "{} {}", "/* c */ {}", "nul",
            "{\"a\" 1}", "\u0000", "[1e]", "{\"a\":1,}", "'a'", "NaN");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void refusesWhatCostsMoreThanItsLengthOrIsNoJson(String text) {
        assertThrows(DecodeException.class, () -> JsonText.read(text));
    }

    @Test
    void readsAllThatIsWithinTheBounds() {
        var deep = "[".repeat(JsonText.DEPTH_MAX) + "]".repeat(JsonText.DEPTH_MAX);
        assertEquals(deep, ((JsonArray) JsonText.read(deep)).encode());
        assertEquals(new JsonObject().put("a", 1).put("b", new JsonArray().add("x").add(1.5).addNull()),
            JsonText.read("{\"a\":1,\"b\":[\"x\",1.5,null]}"));
        assertEquals("ü", JsonText.read("\"\\u00fc\""));
    }

    @Test
    void takesTheLastOfEqualNames() {
        assertEquals(new JsonObject().put("type", "send"),
            JsonText.read("{\"type\":\"ping\",\"type\":\"send\"}"));
    }

    @Test
    void readsANumberBeyondEveryBoundAsOne() {
        assertEquals(Double.POSITIVE_INFINITY, JsonText.read("1e999999999"));
        assertEquals(0.0, JsonText.read("1e-999999999"));
    }
}

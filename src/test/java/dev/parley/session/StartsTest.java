package dev.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.hub.Start;
import dev.parley.protocol.RefusedException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a subscription begins, as clients say it. */
class StartsTest {

    private static Start read(String said) {
        return Starts.read(new JsonObject(said));
    }

    @Test
    void readsNumbersAndFlagsAsHeadersHaveThemToo() {
        assertEquals(new Start.Now(), read("{}"));
        assertEquals(new Start.Last(3), read("{\"last\":\"3\",\"state\":false}"));
        assertEquals(new Start.After(7, Optional.of("e")), read("{\"since\":7,\"epoch\":\"e\"}"));
        assertEquals(new Start.WithState(new Start.Now()), read("{\"state\":true}"));
        assertEquals(new Start.WithState(new Start.After(7, Optional.empty())),
            read("{\"state\":\"true\",\"since\":\"7\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\":\"yes\"}", "{\"state\":1}", "{\"since\":1,\"last\":1}",
        "{\"since\":-1}", "{\"since\":\"x\"}", "{\"epoch\":[]}"})
    void refusesWhatMeansNothing(String said) {
        assertThrows(RefusedException.class, () -> read(said));
    }
}

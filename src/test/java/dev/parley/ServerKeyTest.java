package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.FaultySettingsException;
import dev.parley.config.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys for back ends: made by the program, taken by the settings, never shown by them. */
class ServerKeyTest {

    private static List<String> made() {
        return ServerKey.make("backend", new SecureRandom()).lines()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
    }

    @Test
    void makesAKeyWhoseEntryTheSettingsTake() throws Exception {
        var made = made();
        var secret = made.getFirst().substring("backend~".length());
        assertTrue(secret.length() >= 43, secret);
        assertEquals("backend:sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
            .digest(secret.getBytes(StandardCharsets.UTF_8))), made.getLast());
        var settings = SettingsReader.forTests("api.keys=" + made.getLast() + "," + made().getLast());
        assertEquals(2, settings.api().keys().size());
        assertFalse(settings.toString().contains(made.getLast()));
        assertNotEquals(made.getFirst(), made().getFirst());
    }

    @Test
    void refusesNamesAndEntriesThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> ServerKey.make("a~b", new SecureRandom()));
        assertThrows(FaultySettingsException.class, () -> SettingsReader.forTests("api.keys=backend:secret"));
    }

    @Test
    void isOnTheCommandLine() {
        var line = CommandLine.parse(List.of("--key", "backend"));
        assertEquals(CommandLine.What.KEY, line.what());
        assertEquals("backend", line.name().orElseThrow());
    }
}

package dev.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file of webhooks may say. */
class HookFileTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private List<Hook> read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("hooks.yaml"), text);
        return SettingsReader.forTests("webhooks.hooks=" + file).webhooks().hooks();
    }

    @Test
    void readsEachHookWithWhatItIsToldOf() throws IOException {
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
        var hooks = read("""
            - name: crm
              url: https://crm.example.org/parley?x=1
              secretFile: secret
              formerSecret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
              types: [message.*, member.joined]
              channels: ["room.*"]
            - {name: push, url: "http://localhost:9000", secret: "%s"}
            """.formatted(SECRET));
        assertEquals(SECRET, hooks.getFirst().secret());
        assertTrue(hooks.getFirst().formerSecret().orElseThrow().startsWith("whsec_"));
        assertEquals(List.of("message.*", "member.joined"), hooks.getFirst().types());
        assertEquals(List.of("*"), hooks.getLast().channels());
        assertEquals(Optional.empty(), hooks.getLast().formerSecret());
        assertFalse(hooks.toString().contains(SECRET), "a secret is shown");
    }

    @Test
    void thereAreNoHooksUnlessAFileIsNamed() throws IOException {
        assertEquals(List.of(), SettingsReader.forTests().webhooks().hooks());
        assertEquals(List.of(), read(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "- crm", "- {url: 'https://a.example'}",
        "- {name: 'a b', url: 'https://a.b'}",
        "- {name: a, url: 'ftp://a.b', secret: S}", "- {name: a, url: 'https://u:p@a.b', secret: S}",
        "- {name: a, url: 'https://a.b'}", "- {name: a, url: 'https://a.b', secret: short}",
        "- {name: a, url: 'https://a.b', secret: 'whsec_%%%'}",
        "- {name: a, url: 'https://a.b', secretFile: absent}",
        "- {name: a, url: 'https://a.b', secret: S, types: []}",
        "- {name: a, url: 'https://a.b', secret: S, channels: ['room *']}",
        "- {name: a, url: 'https://a.b', secret: S, verify: false}",
        "- {name: a, url: 'https://a.b', secret: S}\n- {name: a, url: 'https://a.b', secret: S}", "- ["})
    void refusesWhatMeansNothingAndShowsNoSecret(String text) {
        var fault = assertThrows(FaultySettingsException.class, () -> read(text.replace("secret: S",
            "secret: " + SECRET)));
        assertTrue(fault.getMessage().contains("webhooks.hooks"), fault::getMessage);
        assertFalse(fault.getMessage().contains(SECRET), fault::getMessage);
    }
}

package dev.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shipped file, the table of keys and the records are one thing. */
class ReferenceTest {

    private static final Path SHIPPED = Path.of("conf/parley.yaml");

    @Test
    void theShippedFileIsTheTable() throws IOException {
        assertEquals(Reference.text(), Files.readString(SHIPPED),
            "conf/parley.yaml differs from the table of keys: write it anew with bin/parley --reference");
    }

    @Test
    void theShippedFileSetsTheDefaults() {
        for (var profile : List.of("demo", "test", "production")) {
            var sets = List.of("profile=" + profile, "auth.secret=a-secret-of-more-than-32-bytes-for-tests");
            assertEquals(SettingsReader.read(Optional.empty(), Map.of(), sets, Path.of("")),
                SettingsReader.read(Optional.of(SHIPPED), Map.of(), sets, Path.of("")));
        }
    }

    @Test
    void everyRecordComponentIsAKeyAndTheOtherWayRound() {
        var components = components(Settings.class, "").sorted().toList();
        assertEquals(components, Keys.ALL.stream().map(Key::name).sorted().toList());
    }

    @Test
    void everyKeyIsExplained() {
        for (var key : Keys.ALL) {
            assertTrue(key.meaning().endsWith("."), key.name() + " has no sentence");
            assertTrue(key.max() == 0 || key.min() <= Long.parseLong(key.production())
                && Long.parseLong(key.production()) <= key.max(), key.name() + " breaks its own bounds");
        }
    }

    private static Stream<String> components(Class<?> type, String prefix) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> names(component, prefix));
    }

    private static Stream<String> names(RecordComponent component, String prefix) {
        return component.getType().isRecord() ? components(component.getType(), component.getName() + ".")
            : Stream.of(prefix + component.getName());
    }
}

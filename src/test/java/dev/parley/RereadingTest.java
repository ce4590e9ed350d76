package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.config.FaultySettingsException;
import dev.parley.config.Namespace;
import dev.parley.config.Settings;
import dev.parley.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are read again while a node runs. */
class RereadingTest {

    private static final List<String> SETS = List.of("profile=production",
        "auth.secret=a-secret-of-more-than-32-bytes-for-tests");

    @TempDir
    private Path folder;
    private Path file;
    private int reads;
    private Rereading settings;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("parley.yaml");
        write("one");
        settings = new Rereading(Optional.of(file), read(), this::read);
        reads = 0;
    }

    private Settings read() {
        reads++;
        return SettingsReader.read(Optional.of(file), Map.of(), SETS, folder);
    }

    /** Each of another length: a file system may count its times in seconds. */
    private void write(String namespace) throws IOException {
        Files.writeString(file, "namespaces: {" + namespace + ": {log: none}}");
    }

    private List<String> names() {
        return settings.get().namespaces().stream().map(Namespace::name).toList();
    }

    @Test
    void aFileThatDoesNotChangeIsNotReadAgain() {
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of("one"), names());
        }
        assertEquals(0, reads);
    }

    @Test
    void aFileThatHasChangedIsReadOnceItRests() throws IOException {
        write("second");
        assertEquals(List.of("one"), names(), "it may still be written");
        write("the-third");
        assertEquals(List.of("one"), names(), "it was");
        assertEquals(List.of("the-third"), names());
        assertEquals(List.of("the-third"), names());
        assertEquals(1, reads);
    }

    @Test
    void aFaultIsToldOnceAndTheFormerStay() throws IOException {
        Files.writeString(file, "namespaces: {one: {log: paper, colour: blue}}");
        names();
        var fault = assertThrows(FaultySettingsException.class, this::names);
        assertEquals(2, fault.faults().size(), "all at once");
        assertEquals(List.of("one"), names());
        Files.delete(file);
        names();
        assertThrows(FaultySettingsException.class, this::names, "a file that is gone is a fault");
        write("another-one");
        names();
        assertEquals(List.of("another-one"), names());
    }

    @Test
    void withoutAFileNothingChanges() {
        var fixed = new Rereading(Optional.empty(), settings.get(), this::read);
        assertEquals(List.of("one"), fixed.get().namespaces().stream().map(Namespace::name).toList());
        assertEquals(0, reads);
    }
}

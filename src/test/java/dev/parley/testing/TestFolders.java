package dev.parley.testing;

import dev.parley.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders for the servers of this JVM's tests, under {@code target}, deleted at its end. */
final class TestFolders {

    private static final Path OURS =
        Path.of("target", "servers", Long.toString(ProcessHandle.current().pid()));

    private TestFolders() {
    }

    static Path of(String name) {
        return OURS.resolve(name);
    }

    /** At the end of the JVM stops the server and deletes its folder. */
    static void endWithJvm(String name, AutoCloseable server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
                delete(of(name));
            } catch (Exception fault) {
                Console.aside("The " + name + " of the tests did not end: " + fault);
            }
        }, "end-" + name));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

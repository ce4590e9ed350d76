package dev.parley.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A test file of {@code src/test/js}, run by Node; it passes when Node says so. */
final class NodeScript {

    private static final Path FOLDER = Path.of("src", "test", "js");
    private static final long LIMIT_SECONDS = 300;

    private NodeScript() {
    }

    /** Fails with a sentence when Node or what the tests need is not installed. */
    static void checkInstalled() {
        var version = printed(List.of("node", "--version"), Map.of());
        if (!version.startsWith("v") || Integer.parseInt(version.substring(1, version.indexOf('.'))) < 18) {
            throw new AssertionError("The clients' tests need Node 18 or newer; this one says " + version);
        }
        if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
            throw new AssertionError("The clients' tests need their packages: run \"npm ci\" in " + FOLDER
                + ", or scripts/test, which does.");
        }
    }

    /** Runs one file; fails with all that it printed unless every test in it passed and none was skipped. */
    static void run(String file, Map<String, String> environment) {
        var printed = printed(List.of("node", "--test", "--test-reporter=spec", file), environment);
        if (!printed.contains("exit 0") || !printed.contains("fail 0") || !printed.contains("skipped 0")
            || printed.contains("tests 0")) {
            throw new AssertionError(file + "\n" + printed);
        }
    }

    private static String printed(List<String> command, Map<String, String> environment) {
        try {
            var output = Files.createTempFile(Files.createDirectories(Path.of("target")), "node-", ".log");
            var builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return Files.readString(output)
                + (ended ? "exit " + process.exitValue() : "ended after " + LIMIT_SECONDS + " s");
        } catch (IOException absent) {
            throw new AssertionError("The clients' tests need Node 18 or newer: " + absent.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }
}

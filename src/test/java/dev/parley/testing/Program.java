package dev.parley.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program run as its users run it: the distribution's start script, or a script of the project. */
public final class Program implements AutoCloseable {

    private static final Path STARTER = Path.of("target", "parley", "bin", "parley").toAbsolutePath();
    private static final long POLL_MS = 20;

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Runs a node, or whatever else the distribution's start script is asked for. */
    public static Program parley(Map<String, String> environment, String... arguments) {
        assertTrue(Files.isExecutable(STARTER), "there is no distribution: run this test by Maven");
        return run(environment, STARTER, arguments);
    }

    /** Runs a script of the project; it may take for granted that the distribution is built. */
    public static Program script(String name, Map<String, String> environment, String... arguments) {
        return run(environment, Path.of("scripts", name).toAbsolutePath(), arguments);
    }

    private static Program run(Map<String, String> environment, Path program, String... arguments) {
        try {
            var output = Files.createTempFile(Files.createDirectories(Path.of("target")), "program-", ".log");
            output.toFile().deleteOnExit();
            var builder = new ProcessBuilder(program.toString()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
            builder.command().addAll(List.of(arguments));
            builder.environment().keySet().removeIf(variable -> variable.startsWith("PARLEY_"));
            builder.environment().putAll(environment);
            return new Program(builder.start(), output);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Everything it has printed. */
    public String printed() {
        try {
            return Files.readString(output);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Waits until it has printed a line of that kind, and gives the line. */
    public String awaitLine(Predicate<String> wanted, long limitMs) {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
        while (true) {
            var ended = !process.isAlive();
            var line = printed().lines().filter(wanted).findFirst();
            if (line.isPresent()) {
                return line.get();
            }
            assertTrue(!ended && System.nanoTime() < deadline, "not printed: " + printed());
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Asks it to end (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Its exit code, once it has ended by itself within the limit. */
    public int awaitEnd(long limitMs) throws InterruptedException {
        assertTrue(process.waitFor(limitMs, TimeUnit.MILLISECONDS), "not ended: " + printed());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

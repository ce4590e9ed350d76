package dev.parley.embedded;

import dev.parley.config.RedisSettings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** A Redis of our own on the loopback address, with its files in a folder that outlives it. */
public final class RedisServer implements AutoCloseable {

    private static final String PID_FILE = "redis.pid";
    private static final String LOG_FILE = "redis.log";
    private static final String PROGRAM = "redis-server";
    private static final long START_WAIT_MS = 20_000;
    private static final long POLL_MS = 10;
    private static final int ANSWER_WAIT_MS = 1_000;

    private final DataFolder folder;
    private final int port;
    private ProcessHandle process;

    private RedisServer(DataFolder folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts the server and waits until it answers; blocks for some tenths of a second. What a killed owner
     * of the folder left running is ended first.
     *
     * @param path its files; made if absent
     * @param port TCP port; 0 = any free one
     * @param durable whether its content survives a restart
     * @throws CannotStartException with a sentence, also when another process owns the folder
     */
    public static RedisServer start(Path path, int port, boolean durable) {
        var folder = DataFolder.take(path);
        try {
            LocalProcess.named(folder.resolve(PID_FILE), PROGRAM)
                .ifPresent(orphan -> LocalProcess.stop(orphan, "TERM"));
            Files.deleteIfExists(folder.resolve(PID_FILE));
            Files.deleteIfExists(folder.resolve(LOG_FILE));
            var server = new RedisServer(folder, LocalProcess.claimPort(port, "Redis"));
            server.launch(durable);
            return server;
        } catch (IOException | RuntimeException fault) {
            var log = folder.lastLines(LOG_FILE, 5);
            folder.close();
            throw fault instanceof CannotStartException plain ? plain : new CannotStartException(
                "The embedded Redis did not start: " + (log.isEmpty() ? fault.getMessage() : log), fault);
        }
    }

    private void launch(boolean durable) throws IOException {
        var resource = ExecutableProvider.newProvidedVersionsMap()
            .get(OsArchitecture.detectOSandArchitecture());
        if (resource == null) {
            throw new CannotStartException("This build has no Redis for this system: give"
                + " redis.embedded=false and redis.url.");
        }
        var configuration = folder.resolve("redis.conf");
        Files.writeString(configuration, configuration(durable));
        var output = Redirect.appendTo(folder.resolve("redis.out").toFile());
        var started = new ProcessBuilder(BinaryCache.executable("redis", resource).toString(),
            configuration.toString()).redirectErrorStream(true).redirectOutput(output).start();
        awaitAnswer(started);
        process = LocalProcess.named(folder.resolve(PID_FILE), PROGRAM).orElse(started.toHandle());
    }

    /** As a daemon it has a session of its own, so that the Ctrl-C which ends us leaves it time. */
    private String configuration(boolean durable) {
        return """
            bind 127.0.0.1
            port %d
            dir "%s"
            pidfile "%s"
            logfile "%s"
            daemonize %s
            save ""
            appendonly %s
            appendfsync everysec
            """.formatted(port, slashed(""), slashed(PID_FILE), slashed(LOG_FILE),
            LocalProcess.windows() ? "no" : "yes", durable ? "yes" : "no");
    }

    private String slashed(String name) {
        return folder.resolve(name).toString().replace('\\', '/');
    }

    /** Asks until it answers: a server of another process cannot tell that it is ready. */
    private void awaitAnswer(Process started) throws IOException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_WAIT_MS);
        while (!answers()) {
            var failed = !started.isAlive() && started.exitValue() != 0;
            if (failed || System.nanoTime() > deadline) {
                throw new IOException("it does not answer on port " + port + ".");
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(ANSWER_WAIT_MS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG")
                && (LocalProcess.windows() || Files.exists(folder.resolve(PID_FILE)));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The TCP port it listens on, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The given settings, pointing at this server. */
    public RedisSettings reachedBy(RedisSettings settings) {
        return settings.at("redis://127.0.0.1:" + port);
    }

    /** Stops the server and gives its folder back; blocks, normally for some hundredths of a second. */
    @Override
    public void close() {
        try {
            LocalProcess.stop(process, "TERM");
        } finally {
            folder.close();
        }
    }
}

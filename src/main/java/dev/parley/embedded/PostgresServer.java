package dev.parley.embedded;

import dev.parley.config.PostgresSettings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL of our own on the loopback address, with its files in a folder that outlives it. Superuser
 * {@value #USER} without password, database {@value #DATABASE}.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "postgres";
    public static final String DATABASE = "parley";

    private static final String FILES = "files";
    private static final String COMPLETE = "complete";
    private static final String LOG_FILE = "postgres.log";
    private static final int START_WAIT_SECONDS = 60;
    private static final int STOP_WAIT_SECONDS = 10;

    private final DataFolder folder;
    private final PostgresPrograms programs;
    private final int port;

    private PostgresServer(DataFolder folder, PostgresPrograms programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /**
     * Starts the server and waits until it answers; blocks for some seconds, the first time on a machine for
     * some more. What a killed owner of the folder left running is ended first.
     *
     * @param path its files; made if absent
     * @param port TCP port; 0 = any free one
     * @param durable whether a commit survives a crash of the machine; without, it is faster
     * @throws CannotStartException with a sentence, also when another process owns the folder
     */
    public static PostgresServer start(Path path, int port, boolean durable) {
        var folder = DataFolder.take(path);
        try {
            endOrphan(folder);
            var chosen = LocalProcess.claimPort(port, "PostgreSQL");
            var server = new PostgresServer(folder, PostgresPrograms.unpack(), chosen);
            Files.deleteIfExists(folder.resolve(LOG_FILE));
            server.initialize();
            server.launch(durable);
            return server;
        } catch (IOException | RuntimeException fault) {
            folder.close();
            throw fault instanceof CannotStartException plain ? plain : new CannotStartException(
                "The embedded PostgreSQL did not start: " + fault.getMessage(), fault);
        }
    }

    /** Makes the files, unless this was done; what an interrupted attempt left is thrown away. */
    private void initialize() throws IOException {
        if (Files.exists(folder.resolve(COMPLETE))) {
            return;
        }
        folder.delete(FILES);
        run("initdb", List.of("-D", files(), "-A", "trust", "-U", USER, "-E", "UTF-8", "--no-sync",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"));
        var script = folder.resolve("create.sql");
        Files.writeString(script, "CREATE DATABASE " + DATABASE + "\n");
        expect(0, programs.run(log(), Redirect.from(script.toFile()), "postgres",
            List.of("--single", "-D", files(), "postgres")));
        Files.delete(script);
        Files.writeString(folder.resolve(COMPLETE), "The files are whole.\n");
    }

    private void launch(boolean durable) throws IOException {
        var onOff = durable ? "on" : "off";
        var options = new ArrayList<String>(List.of("-p", Integer.toString(port)));
        Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories", "", "max_connections", "200",
            "timezone", "UTC", "log_timezone", "UTC", "fsync", onOff, "full_page_writes", onOff,
            "synchronous_commit", onOff)
            .forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value)));
        run("pg_ctl", List.of("-D", files(), "-o", String.join(" ", options), "-l", log().toString(),
            "-t", Integer.toString(START_WAIT_SECONDS), "-w", "start"));
    }

    private void run(String program, List<String> arguments) throws IOException {
        expect(0, programs.run(log(), program, arguments));
    }

    private void expect(int wanted, int exitCode) throws IOException {
        if (exitCode != wanted) {
            throw new IOException(folder.lastLines(LOG_FILE, 8));
        }
    }

    /** Nobody owns the folder but us: a server that still runs in it has lost its owner. */
    private static void endOrphan(DataFolder folder) throws IOException {
        var pidFile = folder.resolve(FILES).resolve("postmaster.pid");
        LocalProcess.named(pidFile, "postgres").ifPresent(orphan -> LocalProcess.stop(orphan, "INT"));
        Files.deleteIfExists(pidFile);
    }

    private Path log() {
        return folder.resolve(LOG_FILE);
    }

    private String files() {
        return folder.resolve(FILES).toString();
    }

    /** The TCP port it listens on, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The given settings, pointing at this server. */
    public PostgresSettings reachedBy(PostgresSettings settings) {
        return settings.at("127.0.0.1", port, DATABASE, USER, "");
    }

    /** Stops the server and gives its folder back; blocks, normally below a second. */
    @Override
    public void close() {
        try {
            var running = LocalProcess.named(folder.resolve(FILES).resolve("postmaster.pid"), "postgres");
            if (running.isPresent()) {
                run("pg_ctl", List.of("-D", files(), "-m", "fast",
                    "-t", Integer.toString(STOP_WAIT_SECONDS), "-w", "stop"));
            }
        } catch (IOException fault) {
            throw new IllegalStateException("PostgreSQL did not stop: " + fault.getMessage(), fault);
        } finally {
            folder.close();
        }
    }
}

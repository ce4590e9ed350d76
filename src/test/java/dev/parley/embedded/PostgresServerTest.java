package dev.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL keeps its data, survives rough ends, and says who holds its folder. */
class PostgresServerTest {

    private static final String PID_FILE = "files/postmaster.pid";

    @TempDir
    private Path folder;

    @Test
    void keepsItsDataFromOneRunToTheNext() throws Exception {
        try (var first = PostgresServer.start(folder, 0, true)) {
            assertEquals("2", query(first, "CREATE TABLE kept AS SELECT 1 AS x UNION SELECT 2;"
                + "SELECT count(*)::text FROM kept"));
        }
        try (var second = PostgresServer.start(folder, 0, true)) {
            assertEquals("2", query(second, "SELECT count(*)::text FROM kept"));
            assertEquals("on", query(second, "SHOW fsync"));
        }
        assertFalse(Files.exists(folder.resolve(PID_FILE)));
    }

    @Test
    void saysWhoHoldsTheFolder() {
        try (var holder = PostgresServer.start(folder, 0, false)) {
            var refused = assertThrows(CannotStartException.class,
                () -> PostgresServer.start(folder, 0, false));
            assertTrue(refused.getMessage().contains("in use by process " + ProcessHandle.current().pid()),
                refused.getMessage());
            assertTrue(holder.port() > 0);
        }
    }

    @Test
    void endsWhatAKilledOwnerLeftRunning() throws Exception {
        PostgresServer.start(folder, 0, false).close();
        var owner = startInAnotherJvm();
        var orphan = LocalProcess.named(folder.resolve(PID_FILE), "postgres").orElseThrow();
        owner.destroyForcibly().waitFor();
        assertTrue(LocalProcess.runs(orphan));
        try (var next = PostgresServer.start(folder, 0, false)) {
            assertEquals("1", query(next, "SELECT 1::text"));
        }
        assertFalse(LocalProcess.runs(orphan));
    }

    @Test
    void isNotFooledByAStalePidFile() throws Exception {
        PostgresServer.start(folder, 0, false).close();
        Files.writeString(folder.resolve(PID_FILE), ProcessHandle.current().pid() + "\n/nowhere\n");
        try (var next = PostgresServer.start(folder, 0, false)) {
            assertEquals("1", query(next, "SELECT 1::text"));
        }
    }

    @Test
    void beginsAgainAfterAnInterruptedInitialisation() throws Exception {
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(folder.resolve("files/postgresql.conf"), "half");
        try (var server = PostgresServer.start(folder, 0, false)) {
            assertEquals("à", query(server, "SELECT lower('À')"));
        }
    }

    @Test
    void saysThatTheWantedPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var refused = assertThrows(CannotStartException.class,
                () -> PostgresServer.start(folder, taken.getLocalPort(), false));
            assertTrue(refused.getMessage().contains("Port " + taken.getLocalPort()), refused.getMessage());
        }
        DataFolder.take(folder).close();
    }

    @Test
    void repeatsWhatPostgresSaysWhenItsFilesAreDamaged() throws IOException {
        PostgresServer.start(folder, 0, false).close();
        Files.writeString(folder.resolve("files/PG_VERSION"), "9.1\n");
        var refused = assertThrows(CannotStartException.class,
                () -> PostgresServer.start(folder, 0, false));
        assertTrue(refused.getMessage().contains("incompatible"), refused.getMessage());
    }

    private Process startInAnotherJvm() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var owner = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
            PostgresOwner.class.getName(), folder.toString()).redirectErrorStream(true).start();
        assertEquals("started", owner.inputReader().readLine());
        return owner;
    }

    private static String query(PostgresServer server, String sql) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var options = new PgConnectOptions().setHost("127.0.0.1").setPort(server.port())
                .setDatabase(PostgresServer.DATABASE).setUser(PostgresServer.USER);
            return PgConnection.connect(vertx, options)
                .compose(connection -> connection.query(sql).execute().eventually(connection::close))
                .map(rows -> {
                    var last = rows;
                    while (last.next() != null) {
                        last = last.next();
                    }
                    return last.iterator().next().getString(0);
                }).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}

package dev.parley.faults;

import dev.parley.embedded.FreePorts;
import dev.parley.embedded.PostgresServer;
import dev.parley.embedded.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the clients stand on: PostgreSQL and Redis in this process' care, and the nodes beside it. */
final class Ground implements AutoCloseable {

    /** What the tokens of all clients are signed with. */
    static final String SECRET = "the-secret-of-clusters-that-are-broken-on-purpose";

    /** One namespace of each kind that keeps what is published, and writes it out. */
    private static final String NAMESPACES = "{lasting: {log: durable, subscribe: authenticated, publish: "
        + "authenticated, out: true}, fleeting: {log: recent, history: {length: 1000000}, subscribe: "
        + "authenticated, publish: authenticated, out: true}}";

    private static final long READY_MS = 120_000;

    private final Path folder;
    private final RedisServer redis;
    private final int postgresPort;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private PostgresServer postgres;
    private boolean closed;

    Ground(Options options) {
        folder = fresh(options.folder().toAbsolutePath());
        postgres = PostgresServer.start(folder.resolve("postgres"), 0, true);
        postgresPort = postgres.port();
        emptyDatabase();
        redis = RedisServer.start(folder.resolve("redis"), 0, false);
        var memberPorts = IntStream.range(0, options.nodes()).mapToObj(number -> FreePorts.next()).toList();
        var members = memberPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        var sets = List.of("profile=test", "postgres.embedded=false", "postgres.host=127.0.0.1",
            "postgres.port=" + postgresPort, "postgres.database=" + PostgresServer.DATABASE,
            "postgres.user=" + PostgresServer.USER, "redis.embedded=false",
            "redis.url=redis://127.0.0.1:" + redis.port(), "cluster.enabled=true",
            "cluster.file=" + options.clusterFile().toAbsolutePath(), "cluster.name=faults-" + postgresPort,
            "cluster.members=" + members, "session.commandsPerSecond=2000", "session.commandsBurst=4000",
            "user.commandsPerSecond=2000", "user.commandsBurst=4000",
            "session.bytesPerSecond=100000000", "session.bytesBurst=100000000",
            "user.bytesPerSecond=100000000", "user.bytesBurst=100000000",
            "instances.sockets=2", "auth.secret=" + SECRET, "namespaces=" + NAMESPACES,
            "redis.inbox=true", "redis.leaseMs=2000", "redis.outMax=10000000",
            "http.acceptsPerSecond=" + options.accepts());
        for (int number = 0; number < options.nodes(); number++) {
            var all = new ArrayList<>(sets);
            all.add("cluster.port=" + memberPorts.get(number));
            nodes.add(new NodeProcess(number, FreePorts.next(), all, folder));
        }
    }

    /** Earlier runs leave their rooms, perhaps of another release. */
    private void emptyDatabase() {
        var vertx = Vertx.vertx();
        try {
            var connection = Desk.await(PgConnection.connect(vertx, superuser("postgres")));
            Desk.await(connection.query("DROP DATABASE IF EXISTS " + PostgresServer.DATABASE).execute());
            Desk.await(connection.query("CREATE DATABASE " + PostgresServer.DATABASE).execute());
        } finally {
            Desk.await(vertx.close());
        }
    }

    /** How to reach a database of the server as its owner. */
    PgConnectOptions superuser(String database) {
        return new PgConnectOptions().setHost("127.0.0.1").setPort(postgresPort).setDatabase(database)
            .setUser(PostgresServer.USER).setPassword("");
    }

    void start() {
        nodes.forEach(NodeProcess::start);
        awaitReady();
    }

    List<NodeProcess> nodes() {
        return nodes;
    }

    /** Waits until all nodes serve; fails with a sentence when one does not within two minutes. */
    void awaitReady() {
        for (var node : nodes) {
            until("node " + node.number() + " is ready (" + node.log() + ")", READY_MS, () -> {
                if (node.ended()) {
                    throw new IllegalStateException("node " + node.number() + " ended: " + node.log());
                }
                return node.ready();
            });
        }
    }

    String redis() {
        return "redis://127.0.0.1:" + redis.port();
    }

    void stopPostgres() {
        postgres.close();
    }

    void startPostgres() {
        postgres = PostgresServer.start(folder.resolve("postgres"), postgresPort, true);
    }

    static void until(String what, long ms, BooleanSupplier condition) {
        long end = System.nanoTime() + ms * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + ms + " ms: " + what);
            }
            pause(20);
        }
    }

    /** Lets time pass on the thread of the run, which has nothing else to do; no event loop comes here. */
    static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Path fresh(Path folder) {
        try (Stream<Path> old = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            for (var log : old.filter(path -> path.toString().endsWith(".log")).toList()) {
                Files.delete(log);
            }
            return Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Ends all of it, also in the middle of something; may be called again. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            nodes.forEach(NodeProcess::kill);
            redis.close();
            postgres.close();
        }
    }
}

package dev.parley.bench;

import dev.parley.bus.Bus;
import dev.parley.bus.VerticleGroup;
import dev.parley.config.PostgresSettings;
import dev.parley.config.Profile;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.PostgresServer;
import dev.parley.log.Log;
import dev.parley.persistence.DurableLog;
import dev.parley.persistence.Persistence;
import dev.parley.persistence.PersistenceParts;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.persistence.Schema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of the tool's own with the schema, persistence on it, and a connection for what persistence
 * does not do. Nobody is connected to any room. Its calls block; what it stored is gone with it.
 */
final class Store implements AutoCloseable {

    private static final long WAIT_MINUTES = 20;
    private static final String FILL = "/dev/parley/bench/fill.sql";

    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final Thread interrupted = new Thread(this::end, "end-store");
    private final PostgresServer server;
    private final PgConnection sql;
    private final Persistence persistence;
    private final Log log;

    private Store(Path folder) {
        this.folder = folder;
        server = PostgresServer.start(folder, 0, true);
        Runtime.getRuntime().addShutdownHook(interrupted);
        var settings = server.reachedBy(SettingsReader.forTests().postgres());
        await(Schema.migrate(vertx, settings));
        sql = await(connect(vertx, settings));
        var bus = new Bus(vertx);
        var parts = new PersistenceParts(bus, settings, Profile.TEST, events -> { },
            new SimpleMeterRegistry(), new SecureRandom());
        var group = await(VerticleGroup.deploy(vertx, bus, Persistence.GROUP,
            number -> new PersistenceVerticle(number, parts), 1));
        persistence = new Persistence(group);
        log = new DurableLog(group, TimeUnit.MINUTES.toMillis(WAIT_MINUTES));
    }

    /** A new, empty one; durable as in production. */
    static Store open() {
        return new Store(Contender.temporaryFolder());
    }

    private static Future<PgConnection> connect(Vertx vertx, PostgresSettings settings) {
        return PgConnection.connect(vertx, new PgConnectOptions().setHost(settings.host())
            .setPort(settings.port()).setDatabase(settings.database()).setUser(settings.user())
            .setPassword(settings.password()));
    }

    /** The script that fills an empty database with so much. */
    static String filling(int rooms, int messages) {
        try (var script = Objects.requireNonNull(Store.class.getResourceAsStream(FILL), FILL)) {
            return "set bench.rooms = " + rooms + "; set bench.messages = " + messages + ";\n"
                + new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    Persistence persistence() {
        return persistence;
    }

    Log log() {
        return log;
    }

    List<Row> query(String statement) {
        return await(sql.query(statement).execute()).stream().toList();
    }

    double value(String statement) {
        return query(statement).getFirst().getDouble(0);
    }

    /** Time that the database's processes for persistence have had on a processor. */
    long cpuNanos() {
        return query("select pid from pg_stat_activity where application_name = 'parley'").stream()
            .mapToLong(row -> new ProcessGauge(row.getInteger(0)).onCpuNanos()).sum();
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(WAIT_MINUTES, TimeUnit.MINUTES)
            .join();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        await(vertx.close());
        end();
    }

    private void end() {
        server.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("The database's files stay behind in " + folder + ".", fault);
        }
    }
}

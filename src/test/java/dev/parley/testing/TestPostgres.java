package dev.parley.testing;

import dev.parley.config.PostgresSettings;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The real PostgreSQL of this JVM's tests: started by the first that asks, stopped with the JVM. Each caller
 * gets a database of its own, in some hundredths of a second; nobody drops it. These calls block: not on an
 * event loop.
 */
public final class TestPostgres {

    private static final long WAIT_SECONDS = 60;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    private TestPostgres() {
    }

    /** A new, empty database. */
    public static PostgresSettings emptyDatabase() {
        return create("template0");
    }

    /**
     * A new database with the content that {@code prepare} made in a template, once per JVM and name:
     * {@code TestPostgres.database("schema", settings -> Schema.migrate(...))}. The future must end with all
     * its connections closed.
     */
    public static PostgresSettings database(String template,
                                            Function<PostgresSettings, Future<?>> prepare) {
        return create(TEMPLATES.computeIfAbsent(template, name -> {
            var made = create("template0");
            await(prepare.apply(made));
            return made.database();
        }));
    }

    /** Runs SQL statements as superuser in the given database. */
    public static void execute(PostgresSettings settings, String sql) {
        query(settings, sql);
    }

    /** Runs one SQL statement as superuser in the given database; its rows. */
    public static RowSet<Row> query(PostgresSettings settings, String sql) {
        var options = new PgConnectOptions().setHost(settings.host()).setPort(settings.port())
            .setDatabase(settings.database()).setUser(settings.user()).setPassword(settings.password());
        return await(PgConnection.connect(Running.VERTX, options).compose(connection ->
            connection.query(sql).execute().eventually(connection::close)));
    }

    private static synchronized PostgresSettings create(String template) {
        var name = "test_" + COUNT.incrementAndGet();
        execute(settings(PostgresServer.DATABASE), "CREATE DATABASE " + name + " TEMPLATE " + template);
        return settings(name);
    }

    private static PostgresSettings settings(String database) {
        return SettingsReader.forTests().postgres()
            .at("127.0.0.1", Running.SERVER.port(), database, PostgresServer.USER, "");
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** The server, once somebody asks. */
    private static final class Running {

        static final PostgresServer SERVER = PostgresServer.start(TestFolders.of("postgres"), 0, false);
        static final Vertx VERTX =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));

        static {
            TestFolders.endWithJvm("postgres", SERVER);
        }
    }
}

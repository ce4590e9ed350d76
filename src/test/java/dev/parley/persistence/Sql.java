package dev.parley.persistence;

import dev.parley.config.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;

/** One connection of a test that looks behind the scenes, or gets in the way. Its calls wait. */
final class Sql implements AutoCloseable {

    private static final long WAIT_SECONDS = 30;

    private final PgConnection connection;

    Sql(Vertx vertx, PostgresSettings settings) throws Exception {
        this.connection = await(PgConnection.connect(vertx, ConnectOptions.plain(settings)));
    }

    /** Waits for a future with a limit; from a test's own thread. */
    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    RowSet<Row> rows(String sql, Object... parameters) throws Exception {
        return await(connection.preparedQuery(sql).execute(Tuple.from(parameters)));
    }

    /** Statements without parameters, several at once if need be. */
    void run(String sql) throws Exception {
        await(connection.query(sql).execute());
    }

    long number(String sql, Object... parameters) throws Exception {
        return rows(sql, parameters).iterator().next().getLong(0);
    }

    String text(String sql, Object... parameters) throws Exception {
        return rows(sql, parameters).iterator().next().getString(0);
    }

    PgConnection connection() {
        return connection;
    }

    @Override
    public void close() throws Exception {
        await(connection.close());
    }
}

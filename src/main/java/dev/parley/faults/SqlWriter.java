package dev.parley.faults;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** One connection of the application: a transaction after the other, two of three committed. */
final class SqlWriter {

    private static final int ROWS_MAX = 8;
    private static final int COUNTERS = 10;
    private static final int LONG_ONE_IN = 20;
    private static final int LONG_MS = 200;
    private static final long JOIN_MINUTES = 20;

    private final Vertx vertx;
    private final PgConnectOptions database;
    private final RandomGenerator random;
    private final Sales sales;
    private final int msPerRow;
    private final Promise<Void> over = Promise.promise();

    /** @param msPerRow how long one row keeps it busy on average */
    SqlWriter(Vertx vertx, PgConnectOptions database, RandomGenerator random, Sales sales, int msPerRow) {
        this.vertx = vertx;
        this.database = database;
        this.random = random;
        this.sales = sales;
        this.msPerRow = msPerRow;
    }

    void start() {
        PgConnection.connect(vertx, database).onFailure(over::fail).onSuccess(connection -> {
            over.future().onComplete(ended -> connection.close());
            goOn(connection);
        });
    }

    /** Waits until it has nothing more to insert; fails when the database refused something. */
    void join() {
        try {
            over.future().toCompletionStage().toCompletableFuture().get(JOIN_MINUTES, TimeUnit.MINUTES);
        } catch (Exception fault) {
            throw new IllegalStateException("an application's transaction failed: " + fault, fault);
        }
    }

    /** One promise for all of them: a chain of thousands of futures would be as deep when it ends. */
    private void goOn(PgConnection connection) {
        if (sales.over()) {
            over.complete();
            return;
        }
        var rows = new ArrayList<Integer>();
        transaction(connection, rows)
            .compose(done -> vertx.timer(Math.max(1, (long) msPerRow * rows.size())))
            .onFailure(over::fail).onSuccess(waited -> goOn(connection));
    }

    private Future<?> transaction(PgConnection connection, List<Integer> rows) {
        var kept = random.nextInt(3) > 0;
        Future<?> chain = run(connection, "begin");
        for (int i = random.nextInt(1, ROWS_MAX + 1); i > 0; i--) {
            chain = chain.compose(begun -> insert(connection, rows));
        }
        if (random.nextInt(LONG_ONE_IN) == 0) {
            chain = chain.compose(inserted -> vertx.timer(random.nextInt(1, LONG_MS)));
        }
        return chain
            .compose(inserted -> run(connection, "update shop.counter set v = v + 1 where id = "
                + random.nextInt(COUNTERS)))
            .compose(counted -> run(connection, kept ? "commit" : "rollback"))
            .onSuccess(ended -> {
                if (kept) {
                    sales.committed(rows);
                }
            });
    }

    private Future<?> insert(PgConnection connection, List<Integer> rows) {
        int n = sales.next();
        if (n < 0) {
            return Future.succeededFuture();
        }
        rows.add(n);
        sales.began(n);
        return run(connection, "insert into shop.entry values (" + n + ", "
            + random.nextInt(SqlFeed.CHANNELS) + ")");
    }

    private static Future<?> run(PgConnection connection, String sql) {
        return connection.query(sql).execute();
    }
}

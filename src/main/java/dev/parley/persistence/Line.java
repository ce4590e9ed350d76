package dev.parley.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection to PostgreSQL that comes back by itself, with growing pauses between its attempts. It
 * tells the epoch of the log that it is connected to. A server that falls silent counts as gone. Lives
 * on one context.
 */
final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int PAUSE_MIN_MS = 50;
    private static final int PAUSE_MAX_MS = 2_000;
    private static final int PROBE_MS = 3_000;
    /** A statement is over when its own time is; a server silent for this much longer is gone. */
    private static final int SILENCE_MARGIN_MS = 3_000;

    private final Vertx vertx;
    private final PersistenceParts parts;
    private final Consumer<Line> whenUp;
    private final Consumer<Line> whenDown;
    private Pool pool;
    private SqlConnection connection;
    private String epoch = "";
    private int underWay;
    private int failures;
    private long timer = -1;
    private boolean closed;

    /** Both consumers are called on this line's context. */
    Line(Vertx vertx, PersistenceParts parts, Consumer<Line> whenUp, Consumer<Line> whenDown) {
        this.vertx = vertx;
        this.parts = parts;
        this.whenUp = whenUp;
        this.whenDown = whenDown;
    }

    /**
     * Makes the first attempt and goes on trying. Succeeds, too, while PostgreSQL cannot be reached;
     * fails when it is one that may not be used.
     */
    Future<Void> open() {
        return connect().recover(fault -> fault instanceof UnsafeServer
            ? Future.failedFuture(fault) : Future.succeededFuture());
    }

    Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        return pool == null ? Future.succeededFuture() : pool.close();
    }

    boolean up() {
        return connection != null;
    }

    /** Identity of the log that it is connected to. */
    String epoch() {
        return epoch;
    }

    /** Statements that wait for their result. */
    int underWay() {
        return underWay;
    }

    /** Runs a statement, prepared once per connection; several may be under way, in their order. */
    Future<RowSet<Row>> run(String sql, Tuple parameters) {
        underWay++;
        return connection.preparedQuery(sql).execute(parameters).andThen(result -> underWay--);
    }

    /** Gives this connection up and makes a new one. */
    void renew() {
        if (connection != null) {
            lost(pool);
        }
    }

    private Future<Void> connect() {
        var settings = parts.settings();
        int silence = settings.statementTimeoutMs() + SILENCE_MARGIN_MS;
        var made = PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(1)
                .setConnectionTimeout(CONNECT_TIMEOUT_MS).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
            .with(new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setReadIdleTimeout(silence).setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpUserTimeout(settings.tcpUserTimeoutMs()))
            .connectingTo(ConnectOptions.limited(settings))
            .using(vertx)
            .build();
        pool = made;
        return made.getConnection()
            .compose(found -> Greeting.of(found, settings, parts.profile())
                .onSuccess(greeted -> took(made, found, greeted)))
            .onFailure(fault -> failed(made, fault))
            .mapEmpty();
    }

    private void took(Pool made, SqlConnection found, String greeted) {
        if (closed || made != pool) {
            made.close();
            return;
        }
        if (!epoch.isEmpty() && !epoch.equals(greeted)) {
            LOG.info("The log has another identity now: {} instead of {}", greeted, epoch);
        }
        epoch = greeted;
        failures = 0;
        connection = found.closeHandler(gone -> lost(made)).exceptionHandler(fault -> lost(made));
        timer = vertx.setTimer(PROBE_MS, id -> probe(made));
        whenUp.accept(this);
    }

    /** Keeps an idle connection from counting as silent, and finds out when it is. */
    private void probe(Pool made) {
        if (made == pool && connection != null) {
            if (underWay == 0) {
                connection.query("select 1").execute().onFailure(fault -> lost(made));
            }
            timer = vertx.setTimer(PROBE_MS, id -> probe(made));
        }
    }

    private void lost(Pool made) {
        if (made == pool && connection != null && !closed) {
            connection = null;
            vertx.cancelTimer(timer);
            made.close();
            whenDown.accept(this);
            again();
        }
    }

    private void failed(Pool made, Throwable fault) {
        made.close();
        if (failures++ == 0 && !closed) {
            // That it went away was told already; why a server may not be used was not.
            var level = epoch.isEmpty() || fault instanceof UnsafeServer ? Level.WARN : Level.INFO;
            LOG.atLevel(level).log("PostgreSQL at {}:{} cannot be used: {}", parts.settings().host(),
                parts.settings().port(), fault.getMessage());
        }
        again();
    }

    private void again() {
        if (!closed) {
            int most = Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS << Math.min(failures, 10));
            timer = vertx.setTimer(parts.random().nextInt(PAUSE_MIN_MS / 2, most + 1), id -> connect());
        }
    }
}

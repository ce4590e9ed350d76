package dev.parley.outbox;

import dev.parley.bus.Bus;
import dev.parley.bus.VerticleGroup;
import dev.parley.config.Namespace;
import dev.parley.config.Namespace.Flow;
import dev.parley.config.Namespace.History;
import dev.parley.config.Namespace.Kind;
import dev.parley.config.Namespace.Limits;
import dev.parley.config.Namespace.Rights;
import dev.parley.config.Namespace.Rule;
import dev.parley.config.PostgresSettings;
import dev.parley.config.Profile;
import dev.parley.config.SqlSettings;
import dev.parley.log.Draft;
import dev.parley.log.Journal;
import dev.parley.log.Posted;
import dev.parley.persistence.Persistence;
import dev.parley.persistence.PersistenceParts;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.persistence.Schema;
import dev.parley.protocol.Event;
import dev.parley.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A database with nodes that empty its outbox, and connections of applications. Durable namespaces
 * {@code orders} and {@code short} (the newest five), {@code recent}, and {@code passing} without a log; the
 * last two are written by {@link #journal}. Its calls wait.
 */
final class OutboxHouse implements AutoCloseable {

    static final int BYTES_MAX = 1_000;
    static final int LEASE_MS = 600;

    private static final long WAIT_SECONDS = 30;

    final Queue<Event> rung = new ConcurrentLinkedQueue<>();
    final Queue<Draft> handed = new ConcurrentLinkedQueue<>();
    volatile Function<Draft, Optional<RuntimeException>> journal = draft -> Optional.empty();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final List<AutoCloseable> open = new ArrayList<>();
    private final PostgresSettings postgres;

    OutboxHouse() {
        postgres = TestPostgres.database("schema", empty -> Schema.migrate(vertx, empty));
    }

    /** A node that takes its turns until it is closed; killed, it never says goodbye. */
    static final class OutboxNode {

        final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));

        double count(String outcome) {
            return meters.get("parley.sql.events").tag("outcome", outcome).counter().count();
        }

        void kill() {
            await(vertx.close());
        }
    }

    OutboxNode node(String holder) {
        return node(holder, new SqlSettings(false, 20, 50, LEASE_MS, 0, 30));
    }

    OutboxNode node(String holder, SqlSettings settings) {
        var node = new OutboxNode();
        open.add(node::kill);
        var bus = new Bus(node.vertx);
        var parts = new PersistenceParts(bus, postgres, Profile.TEST, rung::addAll, node.meters,
            new Random());
        var group = await(VerticleGroup.deploy(node.vertx, bus, Persistence.GROUP,
            number -> new PersistenceVerticle(number, parts), 1));
        await(node.vertx.deployVerticle(new OutboxVerticle(new OutboxParts(new Persistence(group),
            kept(), OutboxHouse::namespaces, settings, postgres, holder, node.meters))));
        return node;
    }

    private Journal kept() {
        return (namespace, draft) -> {
            var fault = journal.apply(draft);
            if (fault.isPresent()) {
                return Future.failedFuture(fault.get());
            }
            handed.add(draft);
            return Future.succeededFuture(new Posted(draft.id(), Optional.empty(), false));
        };
    }

    private static List<Namespace> namespaces() {
        return List.of(namespace("orders", Kind.DURABLE, 0), namespace("short", Kind.DURABLE, 5),
            namespace("recent", Kind.RECENT, 100), namespace("passing", Kind.NONE, 0));
    }

    private static Namespace namespace(String name, Kind log, long length) {
        return new Namespace(name, log, new History(length, 0), new Rights(Rule.AUTHENTICATED, Rule.SERVER),
            false, false, false, false, new Limits(BYTES_MAX, 0, 0), Flow.FREE);
    }

    /** A connection of somebody: {@code postgres} may do everything. */
    PgConnection connect(String role) {
        var connection = await(PgConnection.connect(vertx, new PgConnectOptions().setHost(postgres.host())
            .setPort(postgres.port()).setDatabase(postgres.database()).setUser(role)));
        open.add(() -> await(connection.close()));
        return connection;
    }

    /** Runs statements as the owner of everything. */
    void sql(String statements) {
        TestPostgres.execute(postgres, statements);
    }

    long number(String query) {
        return TestPostgres.query(postgres, query).iterator().next().getLong(0);
    }

    String text(String query) {
        return TestPostgres.query(postgres, query).iterator().next().getString(0);
    }

    List<Row> rows(String query) {
        return TestPostgres.query(postgres, query).stream().toList();
    }

    /** What stands in the log of a channel, in order: the data of its events. */
    List<JsonObject> log(String channel) {
        var found = new ArrayList<JsonObject>();
        TestPostgres.query(postgres, "select p.data from parley.publication p join parley.channel c"
                + " on c.id = p.channel where c.name = '" + channel + "' order by p.seq")
            .forEach(row -> found.add(new JsonObject(row.getString(0))));
        return found;
    }

    /** The reasons of the dead letters, in the order of their ids. */
    List<String> deaths() {
        var found = new ArrayList<String>();
        TestPostgres.query(postgres, "select reason from parley.outbox_dead order by id")
            .forEach(row -> found.add(row.getString(0)));
        return found;
    }

    void untilEmpty() {
        until(() -> number("select count(*) from parley.outbox") == 0);
    }

    static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause
                : new IllegalStateException(failed.getCause());
        } catch (InterruptedException | TimeoutException fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Override
    public void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
        await(vertx.close());
    }
}

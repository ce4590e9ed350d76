package dev.parley.bench;

import dev.parley.config.PostgresSettings;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.PostgresServer;
import dev.parley.persistence.Schema;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What one publish costs an application's transaction: transactions per second that insert an order and then
 * a row into a plain table of the outbox's columns and key, publish, publish with NOTIFY, or leave it to a
 * watch. Many connections, in turns; nothing is drained meanwhile.
 */
final class SqlComparison {

    private static final int CONNECTIONS = 8;
    private static final int WARMUP_S = 3;
    private static final double PUBLISH_LEAST = 0.8;

    private static final String ORDER = "insert into shop.orders (customer, total) values ('ana', 9.50)";
    private static final String ORDERS_WATCHED =
        "insert into shop.watched (customer, total) values ('ana', 9.50)";
    private static final String DATA = "{\"order\": 42, \"status\": \"paid\", \"customer\": \"ana\"}";
    private static final String PLAIN = "insert into shop.plain (namespace, channel, type, event, made, data)"
        + " values ('orders', 'live.orders.42', 'message', gen_random_uuid()::text, true, '" + DATA + "')";
    private static final String PUBLISH = "select parley.publish('live.orders.42', '" + DATA + "')";

    private static final String TABLES = """
        create schema shop;
        create table shop.orders (id bigint generated always as identity primary key, customer text not null,
            total numeric(10, 2) not null);
        create table shop.watched (like shop.orders including all);
        create table shop.plain (like parley.outbox including all);
        select parley.watch('shop.watched', 'live.orders.$id')""";
    private static final String CLEAR = "truncate shop.orders, shop.watched, shop.plain, parley.outbox;"
        + " update parley.outbox_setting set notify = ";

    /** What the transactions of one kind are made of, and whether they notify. */
    private record Kind(String transaction, boolean notifying) {

        Kind(boolean notifying, String... statements) {
            this("begin; " + String.join("; ", statements) + "; commit", notifying);
        }
    }

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("order alone", new Kind(false, ORDER));
        KINDS.put("plain insert", new Kind(false, ORDER, PLAIN));
        KINDS.put("publish", new Kind(false, ORDER, PUBLISH));
        KINDS.put("watch", new Kind(false, ORDERS_WATCHED));
        KINDS.put("publish, NOTIFY", new Kind(true, ORDER, PUBLISH));
    }

    private final int rounds;
    private final int seconds;
    private final Consumer<String> progress;

    SqlComparison(int rounds, int seconds, Consumer<String> progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    Comparison run() {
        progress.accept("starting PostgreSQL");
        try (var server = PostgresServer.start(Contender.temporaryFolder(), 0, true)) {
            return compare(server.reachedBy(SettingsReader.forTests().postgres()));
        }
    }

    /** Whoever uses the server is gone before it stops. */
    private Comparison compare(PostgresSettings settings) {
        var vertx = Vertx.vertx();
        try {
            DurableComparison.await(Schema.migrate(vertx, settings));
            var connections = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> DurableComparison.await(connect(vertx, settings))).toList();
            DurableComparison.await(connections.getFirst().query(TABLES).execute());
            return compare(connections);
        } finally {
            DurableComparison.await(vertx.close());
        }
    }

    private static Future<PgConnection> connect(Vertx vertx, PostgresSettings settings) {
        return PgConnection.connect(vertx, new PgConnectOptions().setHost(settings.host())
            .setPort(settings.port()).setDatabase(settings.database()).setUser(settings.user()));
    }

    private Comparison compare(List<PgConnection> connections) {
        var figures = new LinkedHashMap<String, List<Double>>();
        KINDS.forEach((name, kind) -> measure(connections, kind, WARMUP_S));
        for (int round = 0; round < rounds; round++) {
            KINDS.forEach((name, kind) -> {
                var rate = measure(connections, kind, seconds);
                figures.computeIfAbsent(name, first -> new ArrayList<>()).add(rate);
                progress.accept("%-16s %,9.0f transactions/s".formatted(name, rate));
            });
        }
        var comparison = new Comparison("transactions per second over " + CONNECTIONS + " connections");
        figures.forEach((name, rates) -> comparison.figure(name, Comparison.median(rates)));
        comparison.atLeast("publish", "plain insert", PUBLISH_LEAST);
        return comparison;
    }

    /** All connections at once, each one transaction after the other. */
    private static double measure(List<PgConnection> connections, Kind kind, int seconds) {
        DurableComparison.await(connections.getFirst().query(CLEAR + kind.notifying()).execute());
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var counts = new int[connections.size()];
        DurableComparison.await(Future.all(IntStream.range(0, counts.length)
            .mapToObj(i -> next(connections.get(i), kind.transaction(), deadline, counts, i)).toList()));
        return IntStream.of(counts).sum() / (double) seconds;
    }

    /** One promise for all of them: a chain of thousands of futures would be as deep when it ends. */
    private static Future<Void> next(PgConnection connection, String transaction, long deadline, int[] counts,
                                     int i) {
        var over = Promise.<Void>promise();
        goOn(connection, transaction, deadline, counts, i, over);
        return over.future();
    }

    private static void goOn(PgConnection connection, String transaction, long deadline, int[] counts, int i,
                             Promise<Void> over) {
        connection.query(transaction).execute().onFailure(over::fail).onSuccess(committed -> {
            counts[i]++;
            if (System.nanoTime() < deadline) {
                goOn(connection, transaction, deadline, counts, i, over);
            } else {
                over.complete();
            }
        });
    }
}

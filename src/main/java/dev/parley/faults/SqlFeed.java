package dev.parley.faults;

import dev.parley.console.Console;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * An application inserts rows into watched tables, in eight transactions at a time, a third of which it rolls
 * back, while the nodes that tell of them die or stand still for longer than their lease. Exactly what was
 * committed appears, once, in the order that docs/sql.md promises, in the log and at every listener.
 */
final class SqlFeed {

    static final int WRITERS = 8;
    static final int CHANNELS = 4;
    static final String CHANNEL = "live.demo.feed-";
    static final String COUNTER = "live.demo.counter-";

    private static final int TROUBLES = 3;
    private static final int STILL_MS = 4_500;
    private static final long SETTLE_MS = 120_000;

    private final Ground ground;
    private final Crowd crowd;
    private final Options options;
    private final Findings findings;
    private final Sales sales;

    SqlFeed(Ground ground, Crowd crowd, Options options, Findings findings) {
        this.ground = ground;
        this.crowd = crowd;
        this.options = options;
        this.findings = findings;
        this.sales = new Sales(options.messages(), findings);
    }

    void play(RandomGenerator random) {
        var vertx = Vertx.vertx();
        var ports = ground.nodes().stream().map(NodeProcess::port).toList();
        var channels = IntStream.range(0, CHANNELS).mapToObj(c -> CHANNEL + c).toList();
        var listeners = channels.stream().flatMap(channel -> IntStream.range(0, 2)
            .mapToObj(i -> crowd.listener(channel + " at " + i, channel, ports))).toList();
        try {
            var behind = Desk.await(PgConnection.connect(vertx, ground.superuser("parley")));
            Desk.await(behind.query(Sales.TABLES).execute());
            listeners.forEach(Listener::start);
            var writers = IntStream.range(0, WRITERS).mapToObj(i -> new SqlWriter(vertx,
                ground.superuser("parley"), new SplittableRandom(options.seed() + i), sales,
                WRITERS * 1000 / Math.max(1, options.rate()))).toList();
            writers.forEach(SqlWriter::start);
            trouble(random);
            writers.forEach(SqlWriter::join);
            ground.awaitReady();
            settle(behind, listeners);
            sales.prove(behind);
            listeners.forEach(listener -> sales.compare(behind, listener));
            Console.say("  %,d rows inserted, %,d committed and told; %d listeners agree",
                sales.inserted(), sales.committed(), listeners.size());
        } finally {
            listeners.forEach(Listener::close);
            Desk.await(vertx.close());
        }
    }

    /** Until all is inserted, and at least so often. */
    private void trouble(RandomGenerator random) {
        long end = System.nanoTime() + options.seconds() * 1_000_000_000L;
        for (int times = 0; times < TROUBLES || !sales.over(); times++) {
            if (System.nanoTime() > end) {
                findings.broken("only " + sales.inserted() + " rows in " + options.seconds() + " s");
                sales.stop();
                return;
            }
            if (times % 3 == 2) {
                still(random);
            } else {
                Troubles.kill(ground, random);
            }
        }
    }

    /** A node that stands still while it tells, loses its turn, and then goes on where it stood. */
    private void still(RandomGenerator random) {
        var node = ground.nodes().get(random.nextInt(ground.nodes().size()));
        Console.say("  SIGSTOP of node " + node.number());
        node.freeze();
        Ground.pause(STILL_MS);
        node.thaw();
    }

    private void settle(PgConnection behind, List<Listener> listeners) {
        try {
            Ground.until("everything is told", SETTLE_MS, () -> Desk.await(behind.query(
                "select count(*) from parley.outbox").execute()).iterator().next().getLong(0) == 0);
            Ground.until("every listener has heard all", SETTLE_MS, () -> listeners.stream()
                .allMatch(listener -> listener.position() == sales.head(behind, listener.channel())));
        } catch (IllegalStateException never) {
            findings.broken(never.getMessage());
        }
    }
}

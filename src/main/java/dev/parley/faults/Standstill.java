package dev.parley.faults;

import dev.parley.console.Console;
import dev.parley.embedded.PostgresServer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.util.random.RandomGenerator;

/** How long a room may stand still for what happens elsewhere. */
final class Standstill {

    private static final int ROOMS = 5;
    private static final int FREEZES = 6;
    private static final int MS_MAX = 3000;
    private static final int ROW_HELD_MS = 5000;

    private Standstill() {
    }

    /** Freezes a node in the middle of its commits: no room may stop for more than 3 s anywhere else. */
    static void commit(Ground ground, Crowd clients, Findings findings, RandomGenerator random) {
        try (var probes = new Probes(ground, clients, ROOMS, findings, true)) {
            var node = ground.nodes().getFirst();
            for (int i = 0; i < FREEZES; i++) {
                Ground.pause(random.nextInt(500, 1500));
                node.freeze();
                Ground.pause(i == FREEZES - 1 ? 8000 : 4000);
                node.thaw();
            }
            probes.ledgers().forEach(room -> {
                within("an acknowledgement", room, room.slowestAckMs(), findings);
                within("a delivery", room, room.slowestDeliveryMs(), findings);
            });
            told(probes);
        }
    }

    /** Holds the row of one room's channel: every other room goes on, and that one too when it is let go. */
    static void row(Ground ground, Crowd clients, Findings findings) {
        try (var probes = new Probes(ground, clients, ROOMS, findings, false)) {
            var held = probes.ledgers().getFirst();
            hold(ground, held, findings);
            probes.ledgers().stream().skip(1).forEach(room -> {
                within("an acknowledgement", room, room.slowestAckMs(), findings);
                within("a delivery", room, room.slowestDeliveryMs(), findings);
            });
            int before = held.count();
            Ground.until("the room goes on after its row is let go", 10_000, () -> held.count() > before + 5);
            told(probes);
        }
    }

    private static void hold(Ground ground, Ledger room, Findings findings) {
        var vertx = Vertx.vertx();
        try {
            var options = ground.superuser(PostgresServer.DATABASE);
            var connection = Desk.await(PgConnection.connect(vertx, options));
            var transaction = Desk.await(connection.begin());
            var rows = Desk.await(connection.preparedQuery(
                    "SELECT id FROM parley.channel WHERE name = $1 FOR NO KEY UPDATE")
                .execute(Tuple.of("room." + room.room())));
            if (rows.size() != 1) {
                throw new IllegalStateException("there is no row of room " + room.room());
            }
            Ground.pause(300);
            int before = room.count();
            Ground.pause(ROW_HELD_MS);
            if (room.count() > before) {
                findings.broken("posts were acknowledged although the room's row was held");
            }
            Desk.await(transaction.rollback());
        } finally {
            Desk.await(vertx.close());
        }
    }

    private static void within(String what, Ledger room, long ms, Findings findings) {
        if (ms > MS_MAX) {
            findings.broken("room " + room.room() + " waited " + ms + " ms for " + what);
        }
    }

    private static void told(Probes probes) {
        probes.ledgers().forEach(room -> Console.say(
            "  room %s: %,d posts, slowest ack %,d ms, slowest delivery %,d ms", room.room(), room.count(),
            room.slowestAckMs(), room.slowestDeliveryMs()));
    }
}

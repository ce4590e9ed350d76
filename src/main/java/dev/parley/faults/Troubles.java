package dev.parley.faults;

import dev.parley.console.Console;
import java.util.random.RandomGenerator;

/** The troubles that a room with its writers and readers must outlive without a trace. */
final class Troubles {

    private static final int FREEZE_MS = 15_000;
    private static final int DATABASE_AWAY_MS = 10_000;
    private static final int EXIT_MS_MAX = 8000;

    private Troubles() {
    }

    /** Kills a random node and starts it again a moment later; one other is always there. */
    static void kill(Ground ground, RandomGenerator random) {
        Ground.pause(random.nextInt(1000, 3000));
        Ground.until("two nodes serve", 120_000,
            () -> ground.nodes().stream().filter(NodeProcess::ready).count() > 1);
        var node = ground.nodes().get(random.nextInt(ground.nodes().size()));
        Console.say("  kill -9 of node " + node.number());
        node.kill();
        Ground.pause(random.nextInt(200, 2000));
        node.start();
        Ground.pause(random.nextInt(500, 3000));
    }

    /** Freezes a random node for longer than the others wait for it, and gives them time to meet again. */
    static void freeze(Ground ground, RandomGenerator random) {
        Ground.pause(random.nextInt(500, 2000));
        var node = ground.nodes().get(random.nextInt(ground.nodes().size()));
        Console.say("  SIGSTOP of node " + node.number());
        node.freeze();
        Ground.pause(FREEZE_MS);
        node.thaw();
        Ground.pause(random.nextInt(3000, 8000));
    }

    /** Asks a node to end, as a new release does: it must be gone soon, and nobody may notice. */
    static void roll(Ground ground, RandomGenerator random, Findings findings) {
        Ground.pause(random.nextInt(1000, 2000));
        ground.awaitReady();
        var node = ground.nodes().get(random.nextInt(ground.nodes().size()));
        long ms = node.end();
        Console.say("  SIGTERM of node " + node.number() + ": gone after " + ms + " ms");
        if (ms > EXIT_MS_MAX) {
            findings.broken("node " + node.number() + " needed " + ms + " ms to end");
        }
        node.start();
    }

    /** Stops PostgreSQL and starts it again. */
    static void database(Ground ground, RandomGenerator random) {
        Ground.pause(random.nextInt(1000, 3000));
        Console.say("  PostgreSQL stops");
        ground.stopPostgres();
        Ground.pause(DATABASE_AWAY_MS);
        ground.startPostgres();
        Console.say("  PostgreSQL is back");
        Ground.pause(random.nextInt(3000, 6000));
    }
}

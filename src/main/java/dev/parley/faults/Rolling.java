package dev.parley.faults;

import dev.parley.console.Console;
import java.util.List;

/** A release: each node is asked to end and started again, while thousands of clients talk. */
final class Rolling {

    private static final int CLIENTS = 3_000;
    private static final int ROOM_SIZE = 50;
    private static final int POSTS_PER_ROOM = 2;
    private static final int GAP_MS_MAX = 2_000;
    private static final int CALM_MS = 3_000;

    private final Ground ground;
    private final Options options;
    private final Findings findings;
    private final Town town;

    Rolling(Ground ground, Crowd crowd, Options options, Findings findings) {
        this.ground = ground;
        this.options = options;
        this.findings = findings;
        this.town = new Town(crowd, options.clientsOr(CLIENTS), ROOM_SIZE, findings);
    }

    void play() {
        try (town) {
            var swarm = town.swarm();
            var ports = ground.nodes().stream().map(NodeProcess::port).toList();
            swarm.start(follower -> ports.get(follower.number() % ports.size()),
                ports.size() * options.accepts() * 3 / 4);
            town.talk(swarm.followers(), town.rooms() * POSTS_PER_ROOM);
            Ground.pause(CALM_MS);
            for (var node : ground.nodes()) {
                swarm.begin();
                roll(node);
            }
            town.prove();
            Console.say("  %,d clients, %,d posts, closed by the server: %s",
                swarm.followers().size(), town.posts(), swarm.codes());
        }
    }

    private void roll(NodeProcess node) {
        var swarm = town.swarm();
        var others = ground.nodes().stream().filter(other -> other != node).toList();
        var watches = others.stream().map(other -> new AcceptWatch(other.port())).toList();
        long there = swarm.at(node.port());
        long ms = node.end();
        Ground.pause(CALM_MS);
        swarm.awaitAll(60_000);
        told(node, there, ms, watches);
        node.start();
        ground.awaitReady();
        Ground.pause(CALM_MS);
    }

    private void told(NodeProcess node, long there, long ms, List<AcceptWatch> watches) {
        var swarm = town.swarm();
        var most = watches.stream().mapToDouble(AcceptWatch::most).max().orElse(0);
        Console.say("  node %d gone after %,d ms; %,d of its %,d clients moved; gap p50 %,.0f "
            + "p99 %,.0f max %,.0f ms; longest silence p50 %,.0f p99 %,.0f max %,.0f ms; "
            + "%,.0f accepts/s at most", node.number(), ms, swarm.resumed(), there, swarm.gapMs(50),
            swarm.gapMs(99), swarm.gapMs(100), swarm.silenceMs(50), swarm.silenceMs(99), swarm.silenceMs(100),
            most);
        if (swarm.resumed() < there) {
            findings.broken("only " + swarm.resumed() + " of " + there + " clients moved");
        }
        if (options.timed() && swarm.gapMs(99) > GAP_MS_MAX) {
            findings.broken("a move took " + swarm.gapMs(99) + " ms (p99)");
        }
        if (options.timed() && swarm.silenceMs(99) > GAP_MS_MAX) {
            findings.broken("a talking room was silent for " + swarm.silenceMs(99) + " ms (p99)");
        }
        if (most > options.accepts()) {
            findings.broken("a node that takes " + options.accepts() + " clients a second got " + most);
        }
    }
}

package dev.parley.faults;

import dev.parley.console.Console;
import java.util.List;
import java.util.random.RandomGenerator;

/** A node with thousands of clients dies, and all of them come back to the others at once. */
final class Storm {

    private static final int CLIENTS = 10_000;
    private static final int ROOM_SIZE = 100;
    private static final int POSTS_PER_SECOND = 40;
    private static final int CONNECTS_PER_SECOND = 1_500;
    private static final int BACK_MS_MAX = 5_000;
    private static final int CLIENTS_PER_QUESTION = 100;
    private static final int QUESTIONS_OF_A_NODE = 8;
    private static final int CALM_MS = 3_000;

    private final Ground ground;
    private final Findings findings;
    private final Town town;
    private final boolean timed;

    Storm(Ground ground, Crowd crowd, Options options, Findings findings) {
        this.ground = ground;
        this.findings = findings;
        this.timed = options.timed();
        this.town = new Town(crowd, options.clientsOr(CLIENTS), ROOM_SIZE, findings);
    }

    /**
     * One client of each room lives on another node and goes on talking: those who come back have missed
     * something.
     */
    void play(RandomGenerator random) {
        try (town) {
            var swarm = town.swarm();
            var nodes = ground.nodes();
            var victim = nodes.get(random.nextInt(nodes.size()));
            var others = nodes.stream().filter(node -> node != victim).toList();
            var speakers = swarm.followers().subList(0, town.rooms());
            swarm.start(one -> one.number() < speakers.size()
                ? others.get(one.number() % others.size()).port() : victim.port(), CONNECTS_PER_SECOND);
            town.talk(speakers, POSTS_PER_SECOND);
            Ground.pause(CALM_MS);
            kill(victim, others);
            victim.start();
            ground.awaitReady();
            town.prove();
            Console.say("  %,d clients, %,d posts", swarm.followers().size(), town.posts());
        }
    }

    private void kill(NodeProcess victim, List<NodeProcess> others) {
        var swarm = town.swarm();
        long there = swarm.at(victim.port());
        long pages = reads(others, "page");
        long questions = reads(others, "open");
        swarm.begin();
        var cpu = new CpuTimes(others);
        long start = System.nanoTime();
        victim.kill();
        Ground.until("all " + there + " are back", 60_000, () -> swarm.resumed() >= there);
        long ms = (System.nanoTime() - start) / 1_000_000;
        cpu.end(others);
        Ground.pause(CALM_MS);
        long morePages = reads(others, "page") - pages;
        long moreQuestions = reads(others, "open") - questions;
        Console.say("  %,d clients of node %d back in %,d ms (p50 %,.0f, p99 %,.0f); %,d pages of the "
            + "log for %d rooms on %d nodes; %,d questions of rights; processor time %s", there,
            victim.number(), ms, swarm.gapMs(50), swarm.gapMs(99), morePages, town.rooms(), others.size(),
            moreQuestions, cpu);
        if (timed && ms > BACK_MS_MAX) {
            findings.broken("the clients of a killed node were back after " + ms + " ms");
        }
        if (morePages > (long) town.rooms() * others.size()) {
            findings.broken(morePages + " pages were read for " + town.rooms() + " rooms");
        }
        if (moreQuestions > Math.max(QUESTIONS_OF_A_NODE * others.size(), there / CLIENTS_PER_QUESTION)) {
            findings.broken(moreQuestions + " questions of rights for " + there + " clients");
        }
    }

    private static long reads(List<NodeProcess> nodes, String kind) {
        return nodes.stream().mapToLong(node -> Scrape.of(node.port())
            .sum("parley_read_seconds_count", "kind=\"" + kind + "\"")).sum();
    }
}

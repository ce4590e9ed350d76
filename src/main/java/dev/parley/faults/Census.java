package dev.parley.faults;

import dev.parley.console.Console;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Who is here, as every node tells it, while nodes die, hang and rest and people come and go. */
final class Census {

    private static final int CLIENTS = 3_000;
    private static final int ROOM_SIZE = 50;
    private static final int CONNECTS_PER_SECOND = 1_000;
    private static final int POLITE = 10;
    private static final int CUT_OFF = 5;
    private static final int HANG_MS = 15_000;
    private static final int SILENCE_MS = 5_000;
    private static final int AGREE_MS = 60_000;
    private static final int TRUTH_MS = 10_000;

    private enum Fault { KILL, HANG, RESTART }

    private final Ground ground;
    private final Crowd crowd;
    private final Findings findings;
    private final RandomGenerator random;
    private final int rounds;
    private final int truthMs;
    private final Town town;
    private final List<Onlooker> onlookers;
    private final Leaves clean;
    private final Leaves dead;
    private final Leaves killed;
    private final Leaves hung;
    private long stayed;
    private long flaps;

    Census(Ground ground, Crowd crowd, Options options, Findings findings, RandomGenerator random) {
        this.ground = ground;
        this.crowd = crowd;
        this.findings = findings;
        this.random = random;
        this.rounds = options.rounds();
        this.truthMs = options.timed() ? TRUTH_MS : AGREE_MS;
        town = new Town(crowd, options.clientsOr(CLIENTS), ROOM_SIZE, findings);
        onlookers = crowd.ports().stream().map(port -> new Onlooker(town.swarm(), port,
            town.swarm().issue(Town.OWNER), town.halls())).toList();
        clean = new Leaves("a clean leave", 400, options.timed(), findings);
        dead = new Leaves("a dead socket", 10_000, options.timed(), findings);
        killed = new Leaves("a killed node", 5_000, options.timed(), findings);
        hung = new Leaves("a hung node", 12_000, options.timed(), findings);
    }

    void play() {
        try (town) {
            var ports = crowd.ports();
            town.swarm().start(one -> ports.get(one.number() % ports.size()), CONNECTS_PER_SECOND);
            onlookers.forEach(Onlooker::start);
            for (int round = 1; round <= rounds; round++) {
                agree(AGREE_MS);
                var fault = Fault.values()[random.nextInt(Fault.values().length)];
                var victim = ground.nodes().get(random.nextInt(ground.nodes().size()));
                Console.say("  %d. %s node %d", round, fault, victim.number());
                play(fault, victim);
                comeBack();
            }
            long end = System.nanoTime() + truthMs * 1_000_000L;
            agree(truthMs);
            ask(end);
            onlookers.forEach(Onlooker::stop);
            Console.say("  %s%n  %s%n  %s%n  %s", clean, dead, killed, hung);
            Console.say("  of %,d who came back at once %,d were seen to leave", stayed, flaps);
        }
    }

    private void play(Fault fault, NodeProcess victim) {
        var others = onlookers.stream().filter(one -> one.port() != victim.port()).toList();
        var polite = some(POLITE, onlookers);
        clean.happen(polite, onlookers);
        polite.forEach(Follower::leave);
        clean.judge();
        var cut = some(CUT_OFF, others);
        dead.happen(cut, others);
        cut.forEach(Follower::deafen);
        town.swarm().serving(others.stream().map(Onlooker::port).toList());
        switch (fault) {
            case KILL -> kill(victim, others);
            case HANG -> hang(victim, others);
            case RESTART -> restart(victim, others);
        }
        dead.judge();
        ground.awaitReady();
        town.swarm().serving(crowd.ports());
    }

    /** A third of the node's people do not come back; the others do, at once. */
    private void kill(NodeProcess victim, List<Onlooker> others) {
        var lost = at(victim).stream().filter(one -> random.nextInt(3) == 0).toList();
        lost.forEach(Follower::stayAway);
        killed.happen(lost, others);
        var back = new ArrayList<>(at(victim));
        back.removeAll(lost);
        long at = System.nanoTime();
        victim.kill();
        Ground.pause(random.nextInt(2_000));
        victim.start();
        killed.judge();
        flapped(back, others, at);
    }

    private void restart(NodeProcess victim, List<Onlooker> others) {
        var there = at(victim);
        long at = System.nanoTime();
        victim.end();
        victim.start();
        flapped(there, others, at);
    }

    /** Counts who was seen to leave although he came back at once. */
    private void flapped(List<Follower> back, List<Onlooker> others, long at) {
        stayed += (long) back.size() * others.size();
        flaps += back.stream().mapToLong(one ->
            others.stream().filter(by -> by.leftAt(one.user()) > at).count()).sum();
    }

    /** Two thirds of its people wait for it to go on; the others give it up after a while. */
    private void hang(NodeProcess victim, List<Onlooker> others) {
        var there = at(victim);
        var impatient = there.stream().filter(one -> random.nextInt(3) == 0).collect(Collectors.toSet());
        hung.happen(there.stream().filter(one -> !impatient.contains(one)).toList(), others);
        victim.freeze();
        Ground.pause(SILENCE_MS);
        impatient.forEach(Follower::abandon);
        Ground.pause(HANG_MS - SILENCE_MS);
        victim.thaw();
        hung.judge();
    }

    private List<Follower> at(NodeProcess node) {
        return town.swarm().followers().stream()
            .filter(one -> one.port() == node.port() && one.following() && !one.away()).toList();
    }

    /** Some who are connected to the nodes of these onlookers. */
    private List<Follower> some(int count, List<Onlooker> near) {
        var ports = near.stream().map(Onlooker::port).toList();
        var all = new ArrayList<>(town.swarm().followers().stream().filter(one ->
            ports.contains(one.port()) && one.following() && !one.away()).toList());
        var chosen = new ArrayList<Follower>();
        while (chosen.size() < count && !all.isEmpty()) {
            chosen.add(all.remove(random.nextInt(all.size())));
        }
        return chosen;
    }

    private void comeBack() {
        town.swarm().followers().stream().filter(Follower::away).forEach(one ->
            one.come(crowd.ports().get(random.nextInt(crowd.ports().size()))));
    }

    private Set<String> truth(Hall hall) {
        return town.swarm().followers().stream().filter(one -> one.hall() == hall && !one.away())
            .map(Follower::user).collect(Collectors.toSet());
    }

    /** All are where they want to be, and every onlooker knows it within the time. */
    private void agree(long ms) {
        town.swarm().awaitAll(AGREE_MS);
        try {
            Ground.until("all nodes agree with the truth", ms, () -> town.halls().stream().allMatch(hall ->
                onlookers.stream().allMatch(by -> by.seen(hall).equals(truth(hall)))));
        } catch (IllegalStateException never) {
            town.halls().forEach(hall ->
                onlookers.forEach(by -> compare("at " + by.port(), hall, by.seen(hall))));
        }
    }

    /** By that time every node answers with the truth when it is asked. */
    private void ask(long end) {
        for (var port : crowd.ports()) {
            try (var desk = crowd.desk(town.swarm().issue(Town.OWNER), List.of(port))) {
                for (var hall : town.halls()) {
                    var told = desk.who(hall.channel());
                    while (!told.equals(truth(hall)) && System.nanoTime() < end) {
                        Ground.pause(50);
                        told = desk.who(hall.channel());
                    }
                    compare("asked at " + port, hall, told);
                }
            }
        }
    }

    private void compare(String where, Hall hall, Set<String> told) {
        var missing = new HashSet<>(truth(hall));
        var ghosts = new HashSet<>(told);
        ghosts.removeAll(missing);
        missing.removeAll(told);
        if (!missing.isEmpty() || !ghosts.isEmpty()) {
            findings.broken(where + " " + hall.channel() + " lacks " + missing + ", its ghosts: " + ghosts);
        }
    }
}

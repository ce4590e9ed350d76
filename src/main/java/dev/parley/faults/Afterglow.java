package dev.parley.faults;

import dev.parley.console.Console;
import dev.parley.faults.Writer.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The proof that a cluster has healed: from every node to every other, posts arrive at once, by the bell and
 * not by the periodic look at the log.
 */
final class Afterglow {

    private static final int POSTS = 30;
    private static final int HEAL_MS = 30_000;
    private static final int LATE_MS = 2000;
    private static final Pace PACE = new Pace(20, 1);

    private Afterglow() {
    }

    static void prove(Ground ground, Crowd clients, Findings findings) {
        var ports = ground.nodes().stream().map(NodeProcess::port).toList();
        var ledgers = IntStream.range(0, ports.size())
            .mapToObj(i -> new Ledger(new Place.Room(Stage.newRoom(clients)), findings)).toList();
        var writers = new ArrayList<Writer>();
        var readers = new ArrayList<Reader>();
        for (int i = 0; i < ports.size(); i++) {
            writers.add(clients.writer("glow" + i, ledgers.get(i), PACE, List.of(ports.get(i))));
            for (var port : ports) {
                readers.add(clients.reader("glow " + i + " at " + port, ledgers.get(i), List.of(port)));
            }
        }
        readers.forEach(Reader::start);
        writers.forEach(Writer::start);
        long end = System.currentTimeMillis() + HEAL_MS;
        long slowest = Long.MAX_VALUE;
        while (slowest > LATE_MS && System.currentTimeMillis() < end) {
            slowest = round(ledgers, readers);
        }
        Console.say("  between all nodes a post needs %,d ms at most", slowest);
        if (slowest > LATE_MS) {
            findings.broken("the nodes still do not hear one another at once " + HEAL_MS + " ms later");
        }
        writers.forEach(Writer::stop);
        writers.forEach(Writer::close);
        readers.forEach(Reader::close);
    }

    /** The longest way of a post to any reader, among some posts into each room. */
    private static long round(List<Ledger> ledgers, List<Reader> readers) {
        ledgers.forEach(Ledger::resetTimes);
        var goals = ledgers.stream().collect(Collectors.toMap(Ledger::room, room -> room.count() + POSTS));
        Ground.until("every reader hears " + POSTS + " more", HEAL_MS,
            () -> readers.stream().allMatch(reader -> reader.count() >= goals.get(reader.room())));
        return ledgers.stream().mapToLong(Ledger::slowestDeliveryMs).max().orElseThrow();
    }
}

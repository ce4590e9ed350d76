package dev.parley.faults;

import dev.parley.console.Console;
import dev.parley.faults.Writer.Pace;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One place with its writers and readers, through one scenario and the proof at its end. */
final class Stage implements AutoCloseable {

    private static final long SETTLE_MS = 60_000;
    private static final int UNDER_WAY_MAX = 50;

    private final Ground ground;
    private final Crowd crowd;
    private final Options options;
    private final Findings findings;
    private final Ledger ledger;
    private final List<Writer> writers;
    private final List<Reader> readers;

    Stage(Ground ground, Crowd crowd, Options options, Findings findings) {
        this(ground, crowd, options, findings, new Place.Room(newRoom(crowd)));
    }

    Stage(Ground ground, Crowd crowd, Options options, Findings findings, Place place) {
        this.ground = ground;
        this.crowd = crowd;
        this.options = options;
        this.findings = findings;
        this.ledger = new Ledger(place, findings);
        int everyMs = Math.max(1, 1000 * options.writers() / options.rate());
        var pace = new Pace(everyMs, UNDER_WAY_MAX);
        writers = IntStream.range(0, options.writers())
            .mapToObj(i -> crowd.writer("w" + i, ledger, pace, crowd.ports())).toList();
        readers = IntStream.range(0, options.readers())
            .mapToObj(i -> crowd.reader("reader " + i, ledger, crowd.ports())).toList();
    }

    /** A public room with one owner. */
    static String newRoom(Crowd crowd) {
        try (var desk = crowd.desk()) {
            var wish = new JsonObject().put("name", "Faults").put("visibility", "public");
            var reply = desk.ask("parley.rooms", "create", wish);
            return reply.getJsonObject("room").getString("id");
        }
    }

    /**
     * Lets the trouble happen again and again until enough was posted in spite of it, then heals, waits until
     * all is answered and heard, and proves the laws.
     *
     * @param atLeast how often the trouble must have happened
     */
    void play(Trouble trouble, int atLeast, RandomGenerator random) {
        readers.forEach(Reader::start);
        writers.forEach(Writer::start);
        long end = System.nanoTime() + options.seconds() * 1_000_000_000L;
        int times = 0;
        while (times < atLeast || ledger.count() < options.messages()) {
            if (System.nanoTime() > end) {
                findings.broken("only " + ledger.count() + " posts in " + options.seconds() + " s");
                break;
            }
            trouble.happen(ground, random);
            times++;
            Console.say("  %d times, %,d acknowledged, %d open, slowest ack %,d ms", times,
                ledger.count(), ledger.open(), ledger.slowestAckMs());
        }
        writers.forEach(Writer::stop);
        ground.awaitReady();
        settle("every post is answered", () -> ledger.open() == 0);
        prove();
    }

    /** Sends everybody home. */
    @Override
    public void close() {
        writers.forEach(Writer::close);
        readers.forEach(Reader::close);
    }

    List<Reader> readers() {
        return readers;
    }

    private void settle(String what, BooleanSupplier condition) {
        settle(what, SETTLE_MS, condition);
    }

    /** Waits until it is so, and finds a law broken when it is not in time. */
    void settle(String what, long ms, BooleanSupplier condition) {
        try {
            Ground.until(what, ms, condition);
        } catch (IllegalStateException never) {
            findings.broken(never.getMessage());
        }
    }

    private void prove() {
        var history = agree(0);
        crowd.onLoop(() -> agree("history", history));
        Console.say("  %,d messages in history, %d readers; slowest ack %,d ms, delivery %,d ms",
            history.size(), readers.size(), ledger.slowestAckMs(), ledger.slowestDeliveryMs());
    }

    /** The history; every reader has heard it, and nothing else. */
    List<Reader.Heard> agree(int atLeast) {
        List<Reader.Heard> history;
        try (var desk = crowd.desk()) {
            history = ledger.place().history(desk);
        }
        if (history.size() < atLeast) {
            findings.broken("only " + history.size() + " of " + atLeast + " are in history");
        }
        long last = history.isEmpty() ? 0 : history.getLast().seq();
        settle("every reader is at " + last,
            () -> readers.stream().allMatch(reader -> reader.position() >= last));
        crowd.onLoop(() -> readers.forEach(reader -> {
            if (!reader.messages().equals(history)) {
                findings.broken(reader.name() + difference(reader.messages(), history));
            }
        }));
        return history;
    }

    private void agree(String name, List<Reader.Heard> history) {
        var seqs = new HashMap<String, Long>();
        for (var message : history) {
            if (seqs.put(message.id(), message.seq()) != null) {
                findings.broken(message.id() + " is in " + name + " twice");
            }
            if (!message.text().equals("text of " + message.id())) {
                findings.broken(message.id() + " has the text \"" + message.text() + "\"");
            }
        }
        ledger.acked().forEach((id, seq) -> {
            if (!seq.equals(seqs.get(id))) {
                findings.broken(id + ", acknowledged as " + seq + ", is " + seqs.get(id) + " in " + name);
            }
        });
        if (history.size() != ledger.acked().size()) {
            findings.broken(history.size() + " messages, acknowledged: " + ledger.acked().size());
        }
    }

    private static String difference(List<Reader.Heard> heard, List<Reader.Heard> history) {
        var missing = new ArrayList<>(history);
        missing.removeAll(new HashSet<>(heard));
        return " heard " + heard.size() + " of " + history.size() + " messages; missing "
            + missing.subList(0, Math.min(5, missing.size()));
    }

    /** What goes wrong once, and is put right again. Blocks. */
    interface Trouble {

        void happen(Ground ground, RandomGenerator random);
    }
}

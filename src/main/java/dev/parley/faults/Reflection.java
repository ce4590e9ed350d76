package dev.parley.faults;

import dev.parley.console.Console;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Live states that many change at once while nodes are killed: what each client made of the publications is
 * what the server has, what the log says is what the ops make by the book, and what was refused left nothing.
 */
final class Reflection {

    private static final long SETTLE_MS = 60_000;
    private static final int UNDER_WAY_MAX = 30;
    private static final int STATES = 2;
    private static final int PAGE = 200;
    private static final int KILLS_MIN = 3;

    private final Ground ground;
    private final Crowd crowd;
    private final Options options;
    private final Findings findings;
    private final List<Book> books;
    private final List<Changer> changers;
    private final List<Mirror> mirrors;

    Reflection(Ground ground, Crowd crowd, Options options, Findings findings) {
        this.ground = ground;
        this.crowd = crowd;
        this.options = options;
        this.findings = findings;
        books = IntStream.range(0, STATES)
            .mapToObj(i -> new Book("live.demo.faults-" + System.nanoTime() + i, findings)).toList();
        var pace = new Writer.Pace(Math.max(1, 1000 * options.writers() / options.rate()), UNDER_WAY_MAX);
        changers = IntStream.range(0, options.writers())
            .mapToObj(i -> crowd.changer("c" + i, books.get(i % STATES), pace)).toList();
        mirrors = IntStream.range(0, options.readers())
            .mapToObj(i -> crowd.mirror("mirror " + i, books.get(i % STATES), i / STATES % 2 == 0)).toList();
    }

    /** Kills nodes again and again until enough was changed in spite of it, then proves the laws. */
    void play(RandomGenerator random) {
        mirrors.forEach(Mirror::start);
        changers.forEach(Changer::start);
        long end = System.nanoTime() + options.seconds() * 1_000_000_000L;
        for (int kills = 0; kills < KILLS_MIN || count() < options.messages(); kills++) {
            if (System.nanoTime() > end) {
                findings.broken("only " + count() + " changes in " + options.seconds() + " s");
                break;
            }
            Troubles.kill(ground, random);
            Console.say("  %,d changes, %,d refused, %d open", count(),
                books.stream().mapToInt(Book::refusals).sum(), books.stream().mapToInt(Book::open).sum());
        }
        changers.forEach(Changer::stop);
        ground.awaitReady();
        settle("every change is answered", () -> books.stream().allMatch(book -> book.open() == 0));
        books.forEach(this::prove);
        changers.forEach(Changer::close);
        mirrors.forEach(Mirror::close);
    }

    private int count() {
        return books.stream().mapToInt(Book::count).sum();
    }

    private void prove(Book book) {
        JsonObject present;
        List<JsonObject> log;
        try (var desk = crowd.desk()) {
            present = desk.ask("parley.live", "state", new JsonObject().put("channel", book.channel()));
            log = log(desk, book.channel());
        }
        var right = book.prove(log);
        if (!right.equals(present.getJsonObject("state"))) {
            findings.broken(book.channel() + " is " + present.encode() + ", by its log " + right.encode());
        }
        var watching = mirrors.stream().filter(one -> one.channel().equals(book.channel())).toList();
        long head = present.getLong("seq");
        settle("every mirror is at " + head, () -> watching.stream().allMatch(one -> one.position() >= head));
        crowd.onLoop(() -> watching.stream().filter(one -> !one.state().equals(right)).forEach(one ->
            findings.broken(one.name() + " made " + one.state().encode() + " of " + right.encode())));
        Console.say("  %,d changes in the log, %,d refused, %d mirrors", log.size(), book.refusals(),
            watching.size());
    }

    private static List<JsonObject> log(Desk desk, String channel) {
        var all = new ArrayList<JsonObject>();
        while (true) {
            var page = desk.ask("parley.live", "history", new JsonObject().put("channel", channel)
                .put("after", all.size()).put("limit", PAGE));
            page.getJsonArray("publications").forEach(each -> all.add((JsonObject) each));
            if (!page.getBoolean("more")) {
                return all;
            }
        }
    }

    private void settle(String what, BooleanSupplier condition) {
        try {
            Ground.until(what, SETTLE_MS, condition);
        } catch (IllegalStateException never) {
            findings.broken(never.getMessage());
        }
    }
}

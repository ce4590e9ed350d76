package dev.parley.bench;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Matter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * How long questions take, one at a time, among a million messages in 5,000 rooms: of somebody who is in
 * all of them ({@code ana}) and of people who are in a hundred ({@code u0} …). What is asked changes from one
 * to the next, so that the answers are not those of one lucky page.
 */
final class Reads {

    private static final int ROOMS = 5_000;
    private static final int MESSAGES = 1_000_000;
    private static final int UNCOUNTED = 10;
    private static final int DEEP_PAGES = 40;
    private static final double READ_MOST_MS = 50;
    private static final double SEARCH_MOST_MS = 150;

    private final int rounds;
    private final Consumer<String> progress;
    private final List<ReadTimes.Line> lines = new ArrayList<>();

    Reads(int rounds, Consumer<String> progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    Report run() {
        progress.accept("starting PostgreSQL");
        try (var store = Store.open()) {
            progress.accept("filling it: some minutes");
            store.query(Store.filling(ROOMS, MESSAGES));
            store.query("vacuum analyze");
            store.query("checkpoint");
            ask(store);
            return new ReadTimes(lines);
        }
    }

    private void ask(Store store) {
        var deep = deepPage(store);
        read(store, "mine, first page", i -> of("ana", Matter.MY_ROOMS, new JsonObject()));
        read(store, "mine, page " + DEEP_PAGES, i -> of("ana", Matter.MY_ROOMS,
            new JsonObject().put("after", deep)));
        read(store, "history, newest", i -> of("ana", Matter.HISTORY, room(i)));
        read(store, "history, before", i -> of("ana", Matter.HISTORY, room(i).put("before", 40 + i % 50)));
        read(store, "history, around", i -> of("ana", Matter.HISTORY, room(i).put("around", 30 + i % 50)));
        read(store, "unread, 5,000 rooms", i -> of("ana", Matter.UNREAD, new JsonObject()));
        read(store, "unread, 100 rooms", i -> of("u" + i % 1_000, Matter.UNREAD, new JsonObject()));
        search(store, "rare word", i -> sought("ana", "heliotrope"));
        search(store, "1 in 5,000", i -> sought("ana", "w" + (4_990 + i % 20)));
        search(store, "1 in 200", i -> sought("ana", "w" + (90 + i % 20)));
        search(store, "1 in 2", i -> sought("ana", "w0"));
        search(store, "two words", i -> sought("ana", "w0", "w" + (1_000 + i)));
        search(store, "four common words", i -> sought("ana", "w0", "w1", "w2", "w" + (3 + i % 3)));
        search(store, "no hit", i -> sought("ana", "nothing" + i));
        search(store, "in a room, 1 in 200", i -> in("room" + (1 + i % 10), "w" + (90 + i % 20)));
        search(store, "in a room, 1 in 2", i -> in("room" + (1 + i % 10), "w0"));
        search(store, "in a room, no hit", i -> in("room" + (1 + i % 10), "w0", "w1", "w2", "nothing"));
        search(store, "by an author, 1 in 2", i -> by("u" + i, "w0"));
        search(store, "by an author, 1 in 200", i -> by("u" + i, "w" + (90 + i % 20)));
        search(store, "by nobody, 1 in 2", i -> by("nobody", "w0"));
        search(store, "100 rooms, rare word", i -> sought("u" + i, "heliotrope"));
        search(store, "100 rooms, 1 in 200", i -> sought("u" + i, "w" + (90 + i % 20)));
        search(store, "100 rooms, 1 in 2", i -> sought("u" + i, "w0"));
    }

    private void read(Store store, String name, IntFunction<Ask> question) {
        measure(store, name, READ_MOST_MS, question);
    }

    private void search(Store store, String name, IntFunction<Ask> question) {
        measure(store, "search, " + name, SEARCH_MOST_MS, question);
    }

    private void measure(Store store, String name, double most, IntFunction<Ask> question) {
        progress.accept(name);
        var millis = new ArrayList<Double>();
        long cpu = 0;
        for (int i = 0; i < UNCOUNTED + rounds; i++) {
            if (i == UNCOUNTED) {
                cpu = store.cpuNanos();
            }
            var asked = question.apply(i);
            long start = System.nanoTime();
            Store.await(store.persistence().query(asked));
            if (i >= UNCOUNTED) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        lines.add(new ReadTimes.Line(name, most, (store.cpuNanos() - cpu) / 1e6 / rounds, millis));
    }

    private static String deepPage(Store store) {
        var args = new JsonObject();
        for (int page = 1; page < DEEP_PAGES; page++) {
            args.put("after", new JsonObject(Store.await(store.persistence()
                .query(of("ana", Matter.MY_ROOMS, args.copy())))).getString("next"));
        }
        return args.getString("after");
    }

    private static JsonObject room(int number) {
        return new JsonObject().put("room", "room" + (1 + number * 37 % ROOMS));
    }

    private static Ask sought(String user, String... words) {
        return of(user, Matter.SEARCH, new JsonObject().put("words", new JsonArray(List.of(words))));
    }

    private static Ask in(String room, String... words) {
        return of("ana", Matter.SEARCH, new JsonObject().put("words", new JsonArray(List.of(words)))
            .put("room", room));
    }

    private static Ask by(String author, String word) {
        return of("ana", Matter.SEARCH, new JsonObject().put("words", new JsonArray(List.of(word)))
            .put("by", author));
    }

    /** As the commands ask it: a page of 50. */
    private static Ask of(String user, Matter matter, JsonObject args) {
        return new Ask(user, matter, args.put("user", user).put("limit", 50));
    }
}

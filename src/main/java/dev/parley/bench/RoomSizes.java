package dev.parley.bench;

import dev.parley.persistence.PostMessage;
import dev.parley.persistence.Role;
import dev.parley.protocol.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * What a post costs the database in a room of few and in a room of many members, while nobody is connected:
 * posts one at a time, the rooms in turns. In each room ten members spread over all of it post; one post in
 * ten mentions somebody.
 */
final class RoomSizes {

    private static final List<Integer> SIZES = List.of(10, 1_000, 100_000);
    private static final int AUTHORS = 10;
    private static final int POSTS = 100;
    private static final int UNCOUNTED = 2;
    private static final long STATISTICS_MAX_NS = TimeUnit.SECONDS.toNanos(60);
    private static final double MOST = 1.15;
    private static final double LEAST = 0.85;

    private static final String ROOM = """
        with c as (insert into parley.channel (name, class) values ('room.of%1$d', 0) returning id),
             r as (insert into parley.room (channel, name, visibility, created_by, created_at, members)
                   select id, 'Room', 'public', 'u1', now(), %1$d from c)
        insert into parley.member (channel, person, role, name, since)
        select c.id, 'u' || u, 2, 'User', now() from c cross join generate_series(1, %1$d) u""";

    private static final String ROWS = """
        select sum(n_tup_ins + n_tup_upd + n_tup_del)::float8,
            sum(n_tup_ins) filter (where relname = 'publication')::float8
          from pg_stat_user_tables where schemaname = 'parley'""";

    /** What a turn of posts in one room came to, per post. */
    private record Turn(double cpuMicros, double millis, double walBytes) {
    }

    private final int rounds;
    private final Consumer<String> progress;
    private final Map<Integer, List<Turn>> turns = new LinkedHashMap<>();
    private int posted;

    RoomSizes(int rounds, Consumer<String> progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    Report run() {
        progress.accept("starting PostgreSQL");
        try (var store = Store.open()) {
            SIZES.forEach(size -> store.query(ROOM.formatted(size)));
            store.query("vacuum analyze");
            store.query("checkpoint");
            store.query("select pg_stat_force_next_flush()");
            store.query("select pg_stat_reset()");
            for (int round = -UNCOUNTED; round < rounds; round++) {
                inTurn(store, round);
                progress.accept("round " + (round + 1) + " of " + rounds);
            }
            return report(rows(store));
        }
    }

    private void inTurn(Store store, int round) {
        for (int i = 0; i < SIZES.size(); i++) {
            int size = SIZES.get(Math.floorMod(i + round, SIZES.size()));
            var turn = turn(store, size);
            if (round >= 0) {
                turns.computeIfAbsent(size, absent -> new ArrayList<>()).add(turn);
            }
        }
    }

    private Report report(Map<Integer, Double> rows) {
        var cpu = comparison("processor time of the database per post, in µs", of(Turn::cpuMicros));
        cpu.note("ms until the answer", names(of(Turn::millis)));
        var written = comparison("rows that a post writes", rows::get);
        var logged = comparison("bytes that a post writes to the log of the database", of(Turn::walBytes));
        return new Comparisons(List.of(cpu, written, logged));
    }

    private static Comparison comparison(String quantity, IntToDoubleFunction figure) {
        var comparison = new Comparison(quantity);
        names(figure).forEach(comparison::figure);
        for (int size : SIZES.subList(1, SIZES.size())) {
            comparison.atMost(name(size), name(SIZES.getFirst()), MOST);
            comparison.atLeast(name(size), name(SIZES.getFirst()), LEAST);
        }
        return comparison;
    }

    private static Map<String, Double> names(IntToDoubleFunction figure) {
        var names = new LinkedHashMap<String, Double>();
        SIZES.forEach(size -> names.put(name(size), figure.applyAsDouble(size)));
        return names;
    }

    private static String name(int size) {
        return "%,d members".formatted(size);
    }

    private Turn turn(Store store, int size) {
        long cpu = store.cpuNanos();
        double wal = wal(store);
        long start = System.nanoTime();
        for (int i = 0; i < POSTS; i++) {
            Store.await(store.persistence().append(post(size)));
        }
        double millis = (System.nanoTime() - start) / 1e6;
        return new Turn((store.cpuNanos() - cpu) / 1e3 / POSTS, millis / POSTS, (wal(store) - wal) / POSTS);
    }

    private static double wal(Store store) {
        return store.value("select (pg_current_wal_insert_lsn() - '0/0')::float8");
    }

    private PostMessage post(int size) {
        int number = posted++;
        var author = "u" + (1 + number % AUTHORS * (size / AUTHORS));
        List<String> mentions = number % 10 == 0 ? List.of("u" + size) : List.of();
        return new PostMessage("of" + size, "m" + number, new Caller(author, author, Set.of(), "s" + author),
            Role.MEMBER, "words of post number " + number % 1_000 + ", as people write them",
            Optional.empty(), Optional.empty(), mentions, mentions.size(), "[]", Optional.empty());
    }

    /** The rows that the database counts itself; it counts late. */
    private Map<Integer, Double> rows(Store store) {
        var rows = new LinkedHashMap<Integer, Double>();
        for (int size : SIZES) {
            progress.accept("counting rows in the room of " + size);
            var before = settled(store);
            turn(store, size);
            rows.put(size, (settled(store) - before) / POSTS);
        }
        return rows;
    }

    private double settled(Store store) {
        long deadline = System.nanoTime() + STATISTICS_MAX_NS;
        while (System.nanoTime() < deadline) {
            var counts = store.query(ROWS).getFirst();
            if (counts.getDouble(1) >= store.value("select count(*)::float8 from parley.publication")) {
                return counts.getDouble(0);
            }
            Fleet.pause(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new IllegalStateException("The database does not count its rows.");
    }

    /** The median over all turns of a room. */
    private IntToDoubleFunction of(ToDoubleFunction<Turn> figure) {
        return size -> Comparison.median(turns.get(size).stream().map(figure::applyAsDouble).toList());
    }
}

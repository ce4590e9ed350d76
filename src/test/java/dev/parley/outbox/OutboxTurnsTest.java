package dev.parley.outbox;

import static dev.parley.outbox.OutboxHouse.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.Seed;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Eight applications publish at once, a third of them in vain, while nodes come and go: exactly what was
 * committed appears, once, and in the order that is promised.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class OutboxTurnsTest {

    private static final int WRITERS = 8;
    private static final int TRANSACTIONS = 120;
    private static final int CHANNELS = 5;

    private final OutboxHouse house = new OutboxHouse();
    private final long seed = Seed.of(OutboxTurnsTest.class);
    private final Map<Integer, Long> began = new ConcurrentHashMap<>();
    private final Map<Integer, Long> committed = new ConcurrentHashMap<>();

    @AfterEach
    void end() throws Exception {
        house.close();
    }

    @Test
    void exactlyWhatWasCommittedAppearsOnceAndInOrder() {
        house.sql("create table public.counter (id integer primary key, v integer not null);"
            + "insert into public.counter select i, 0 from generate_series(0, 9) i;"
            + "select parley.watch('public.counter', 'live.orders.counter-$id')");
        var random = new Random(seed);
        var nodes = new ArrayList<>(List.of(house.node("n0"), house.node("n1")));
        var writers = new ArrayList<Future<Void>>();
        for (int w = 0; w < WRITERS; w++) {
            writers.add(write(house.connect("postgres"), new Random(seed + w), w * TRANSACTIONS * 10,
                TRANSACTIONS));
        }
        var all = Future.all(writers);
        while (!all.isComplete()) {
            nodes.remove(random.nextInt(nodes.size())).kill();
            nodes.add(house.node("n" + random.nextInt(1_000_000)));
        }
        await(all);
        house.untilEmpty();
        prove();
    }

    /** One transaction after another: some events, and a counter that is moved on. */
    private Future<Void> write(PgConnection connection, Random random, int number, int left) {
        if (left == 0) {
            return Future.succeededFuture();
        }
        var events = 1 + random.nextInt(4);
        var kept = random.nextInt(3) > 0;
        Future<?> chain = connection.query("begin").execute();
        for (int i = 0; i < events; i++) {
            var n = number + i;
            chain = chain.compose(done -> {
                began.put(n, System.nanoTime());
                return connection.query("select parley.publish('live.orders." + random.nextInt(CHANNELS)
                    + "', '{\"n\":" + n + "}')").execute();
            });
        }
        var end = random.nextInt(10) == 0 ? "select pg_sleep(0.1); " : "";
        return chain.compose(done -> connection.query("update public.counter set v = v + 1 where id = "
                + random.nextInt(10)).execute())
            .compose(done -> connection.query(end + (kept ? "commit" : "rollback")).execute())
            .compose(done -> {
                var now = System.nanoTime();
                for (int i = 0; kept && i < events; i++) {
                    committed.put(number + i, now);
                }
                return write(connection, random, number + 10, left - 1);
            });
    }

    private void prove() {
        var seen = new HashSet<Integer>();
        for (int c = 0; c < CHANNELS; c++) {
            var numbers = house.log("live.orders." + c).stream().map(data -> data.getInteger("n")).toList();
            numbers.forEach(n -> assertTrue(seen.add(n), () -> n + " twice; seed " + seed));
            var earliest = Long.MAX_VALUE;
            for (var n : numbers.reversed()) {
                var committedAfter = earliest;
                assertTrue(began.get(n) < committedAfter, () -> n
                    + " stands before what was committed before it was published; seed " + seed);
                earliest = Math.min(earliest, committed.getOrDefault(n, Long.MAX_VALUE));
            }
        }
        assertEquals(committed.keySet(), seen, () -> "seed " + seed);
        var values = new HashMap<Integer, Integer>();
        for (int id = 0; id < 10; id++) {
            var rows = house.log("live.orders.counter-" + id).stream()
                .map(data -> data.getJsonObject("row")).toList();
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(i + 1, rows.get(i).getInteger("v"), () -> "seed " + seed);
            }
            values.put(id, rows.size());
        }
        values.forEach((id, count) -> assertEquals(count.longValue(),
            house.number("select v from public.counter where id = " + id), () -> "seed " + seed));
        assertEquals(List.of(), house.deaths());
    }
}

package dev.parley.bench;

import dev.parley.config.SettingsReader;
import dev.parley.config.StateSettings;
import dev.parley.persistence.ChangeState;
import dev.parley.persistence.StateOp;
import dev.parley.protocol.Caller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What live state costs the database, while nobody is connected: how long it takes to open one of 1,000 keys
 * that was changed a million times, and how many changes a second one counter takes and a thousand keys do.
 */
final class StateLoad {

    private static final String CHANNEL = "live.demo.bench";
    private static final int KEYS = 1_000;
    private static final int CHANGES = 1_000_000;
    private static final int UNDER_WAY = 400;
    private static final int TURN = 20_000;
    private static final int BARE_TURN = 400;
    private static final int TURNS = 5;
    private static final double OPENS_MS = 50;
    private static final Caller BENCH = new Caller("bench", "bench", Set.of(), "sbench");
    private static final StateSettings LIMITS = SettingsReader.forTests().state();

    private final int rounds;
    private final Consumer<String> progress;
    private int made;

    /** @param rounds how often the state is opened */
    StateLoad(int rounds, Consumer<String> progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    Report run() {
        progress.accept("starting PostgreSQL");
        try (var store = Store.open()) {
            store.query("create table public.bare (id int primary key, n bigint) with (fillfactor = 50)");
            store.query("insert into public.bare values (1, 0)");
            for (int done = made; done < CHANGES; done = made) {
                perSecond(store, Math.min(CHANGES / 10, CHANGES - done), this::spread);
                progress.accept("%,d changes".formatted(made));
            }
            var opens = opens(store);
            return new StateReport(opens, rates(store));
        }
    }

    private Comparison rates(Store store) {
        var counter = new ArrayList<Double>();
        var keys = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (int turn = 0; turn < TURNS; turn++) {
            counter.add(perSecond(store, TURN, this::count));
            keys.add(perSecond(store, TURN, this::spread));
            bare.add(updates(store));
            progress.accept("turn " + (turn + 1) + " of " + TURNS);
        }
        var rates = new Comparison("changes per second, %d under way".formatted(UNDER_WAY));
        rates.figure("one counter", Comparison.median(counter));
        rates.figure("1,000 keys", Comparison.median(keys));
        rates.figure("bare update", Comparison.median(bare));
        rates.atLeast("one counter", "bare update", 1);
        return rates;
    }

    private StateOp count(int number) {
        return new StateOp.Add("going", OptionalLong.empty(), BigDecimal.ONE, Optional.of(BigDecimal.ZERO),
            Optional.empty());
    }

    private StateOp spread(int number) {
        return new StateOp.Put("key" + number * 7919L % KEYS, OptionalLong.empty(),
            "\"a value of some length, number " + number + "\"");
    }

    private double perSecond(Store store, int count, IntFunction<StateOp> op) {
        long start = System.nanoTime();
        var left = new AtomicInteger(count);
        var lanes = new ArrayList<Future<Void>>();
        for (int lane = 0; lane < UNDER_WAY; lane++) {
            Promise<Void> end = Promise.promise();
            lanes.add(end.future());
            next(store, left, op, end);
        }
        Store.await(Future.all(lanes));
        return count * 1e9 / (System.nanoTime() - start);
    }

    private void next(Store store, AtomicInteger left, IntFunction<StateOp> op, Promise<Void> end) {
        int place = left.getAndDecrement();
        if (place <= 0) {
            end.complete();
            return;
        }
        store.persistence().append(change(op)).onFailure(end::fail)
            .onSuccess(done -> next(store, left, op, end));
    }

    private synchronized ChangeState change(IntFunction<StateOp> op) {
        int number = made++;
        return new ChangeState(CHANNEL, "c" + number, false, BENCH, List.of(op.apply(number)),
            Optional.empty(), 0, LIMITS);
    }

    /** One row, counted up by one connection, as fast as it is told that the last one is committed. */
    private static double updates(Store store) {
        long start = System.nanoTime();
        for (int i = 0; i < BARE_TURN; i++) {
            store.query("update public.bare set n = n + 1 where id = 1");
        }
        return BARE_TURN * 1e9 / (System.nanoTime() - start);
    }

    private ReadTimes opens(Store store) {
        var times = new ArrayList<Double>();
        long cpu = store.cpuNanos();
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            var snapshot = Store.await(store.log().snapshot(CHANNEL)).orElseThrow();
            times.add((System.nanoTime() - start) / 1e6);
            if (new JsonObject(snapshot.state()).size() != KEYS) {
                throw new IllegalStateException("The state has not all its keys.");
            }
        }
        double cpuMs = (store.cpuNanos() - cpu) / (double) TimeUnit.MILLISECONDS.toNanos(1) / rounds;
        return new ReadTimes(List.of(new ReadTimes.Line("open 1,000 keys, changed %,d times".formatted(made),
            OPENS_MS, cpuMs, times)));
    }

    /** Times and rates as one report. */
    private record StateReport(ReadTimes opens, Comparison rates) implements Report {

        @Override
        public String text() {
            return opens.text() + rates.text();
        }

        @Override
        public JsonObject json() {
            return opens.json().mergeIn(new JsonObject(Map.of("rates", rates.json())));
        }

        @Override
        public boolean kept() {
            return opens.kept() && rates.kept();
        }
    }
}

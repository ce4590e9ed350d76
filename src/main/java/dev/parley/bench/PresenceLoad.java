package dev.parley.bench;

import dev.parley.client.Connection;
import dev.parley.client.Loops;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What it costs to know who is in a large room: with all of its people idle, and while half of them, who had
 * left, come back by the thousand a second. Starts a server of its own.
 */
final class PresenceLoad {

    /** One of so many in the room also watches who is there. */
    private static final int WATCHING = 10;
    private static final int CONNECTING_MAX = 256;
    private static final int JOINS_PER_SECOND = 1_200;
    private static final int SETTLE_S = 5;
    private static final int KNOWN_MAX_S = 30;
    private static final String ROOM = "presence";

    private final Plan plan;
    private final Consumer<String> progress;
    private final Headcount headcount = new Headcount();
    private final List<Connection<Attendee>> people = new ArrayList<>();

    PresenceLoad(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    PresenceCost run() {
        progress.accept("starting Parley");
        try (var server = Contender.PARLEY.start(Contender.temporaryFolder(), plan.threads(), List.of());
             var loops = new Loops(1)) {
            int count = plan.layout().connections();
            connect(server, loops, count);
            enter(people, Integer.MAX_VALUE);
            everyTenth(person -> person.ears().watch(person));
            until("everybody is known to be there", () -> headcount.agrees(count));
            pause(SETTLE_S);
            progress.accept("%,d people are idle, %,d of them watch".formatted(count, headcount.watchers()));
            var idle = measure(server.gauge(), () -> pause(plan.seconds()));
            var joins = joins(server.gauge());
            int lost = headcount.ended();
            people.forEach(Connection::close);
            return new PresenceCost(count, headcount.watchers(), lost, idle, joins, headcount.refusal());
        }
    }

    private PresenceCost.Joins joins(ProcessGauge gauge) {
        var half = people.subList(0, people.size() / 2);
        half.forEach(person -> person.ears().leave(person));
        until("half of them are known to have left", () -> headcount.agrees(people.size() - half.size()));
        pause(SETTLE_S);
        progress.accept("%,d people come back, %,d a second".formatted(half.size(), JOINS_PER_SECOND));
        long before = headcount.events();
        long bytes = headcount.bytes();
        var lag = new long[1];
        var cost = measure(gauge, () -> {
            enter(half, JOINS_PER_SECOND);
            long last = System.nanoTime();
            until("all are known to be back", () -> headcount.agrees(people.size()));
            lag[0] = (System.nanoTime() - last) / 1_000_000;
        });
        return new PresenceCost.Joins(half.size(), cost, headcount.events() - before,
            headcount.bytes() - bytes, lag[0]);
    }

    private void connect(ServerProcess server, Loops loops, int count) {
        progress.accept("connecting %,d clients".formatted(count));
        var address = new InetSocketAddress(server.url().getHost(), server.url().getPort());
        var host = server.url().getHost() + ":" + server.url().getPort();
        var tokens = Tokens.take(server.url(), Optional.empty(), count);
        var permits = new Semaphore(CONNECTING_MAX);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Fleet.pause(start + i * 1_000_000_000L / plan.connectRate());
            permits.acquireUninterruptibly();
            var person = new Connection<>(host, "/eventbus/websocket?token=" + tokens.get(i),
                new Attendee(ROOM, headcount));
            people.add(person);
            loops.open(loops.next(), address, person, i).whenComplete((open, fault) -> permits.release())
                .exceptionally(fault -> {
                    headcount.refused(String.valueOf(fault.getMessage()));
                    return person;
                });
        }
        permits.acquireUninterruptibly(CONNECTING_MAX);
        people.getFirst().send("{\"type\":\"send\",\"address\":\"parley.rooms\","
            + "\"headers\":{\"action\":\"create\"},\"body\":{\"id\":\"" + ROOM + "\",\"name\":\"" + ROOM
            + "\",\"visibility\":\"public\"}}");
        pause(1);
    }

    /** All of them enter, so many a second at most; returns when each is answered. */
    private static void enter(List<Connection<Attendee>> some, int perSecond) {
        var permits = new Semaphore(CONNECTING_MAX);
        var all = new ArrayList<CompletableFuture<Void>>(some.size());
        long start = System.nanoTime();
        for (int i = 0; i < some.size(); i++) {
            Fleet.pause(start + i * 1_000_000_000L / perSecond);
            permits.acquireUninterruptibly();
            var entered = some.get(i).ears().enter(some.get(i));
            all.add(entered.whenComplete((answer, fault) -> permits.release()));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void everyTenth(Consumer<Connection<Attendee>> action) {
        for (int i = 0; i < people.size(); i += WATCHING) {
            action.accept(people.get(i));
        }
    }

    private static PresenceCost.Spent measure(ProcessGauge gauge, Runnable what) {
        var cpu = gauge.cpu();
        long start = System.nanoTime();
        what.run();
        return new PresenceCost.Spent(System.nanoTime() - start, gauge.cpu().minus(cpu).toNanos());
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(KNOWN_MAX_S);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + KNOWN_MAX_S + " s: " + what);
            }
            Fleet.pause(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static void pause(int seconds) {
        Fleet.pause(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    }
}

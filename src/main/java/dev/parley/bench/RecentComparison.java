package dev.parley.bench;

import dev.parley.client.Connection;
import dev.parley.client.Loops;
import dev.parley.embedded.RedisServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Events per second that clients publish into recent channels through the whole server, each acknowledged
 * before the next of the same client, against Redis' own load tool running the same script over as many
 * connections: one Redis, in turns, on one machine with the clients.
 */
final class RecentComparison {

    private static final int WARMUP_S = 8;
    private static final String BARE = "redis-benchmark";

    private final Plan plan;
    private final int rounds;
    private final Consumer<String> progress;

    RecentComparison(Plan plan, int rounds, Consumer<String> progress) {
        this.plan = plan;
        this.rounds = rounds;
        this.progress = progress;
    }

    Comparison run() {
        var folder = Contender.temporaryFolder();
        try (var redis = RedisServer.start(folder.resolve("redis"), 0, false);
             var server = Contender.parley("Parley", folder, plan.threads(), List.of(),
                 "redis.embedded=false", "redis.url=redis://127.0.0.1:" + redis.port());
             var crowd = new Crowd(server)) {
            var program = new RedisProgram(redis.port(), connections(), plan.size());
            progress.accept("warming up");
            crowd.rate(WARMUP_S);
            int appends = (int) (program.rate(20_000) * plan.seconds());
            var bare = new ArrayList<Double>();
            var ours = new ArrayList<Double>();
            for (int round = 0; round < rounds; round++) {
                bare.add(program.rate(appends));
                ours.add(crowd.rate(plan.seconds()));
                progress.accept("%,.0f appends/s by redis-benchmark, %,.0f events/s through Parley"
                    .formatted(bare.get(round), ours.get(round)));
            }
            return compared(Comparison.median(bare), Comparison.median(ours), crowd.refused.sum());
        }
    }

    private Comparison compared(double bare, double ours, long refused) {
        var comparison = new Comparison("events per second into %d recent channels over %d connections"
            .formatted(channels(), connections()));
        comparison.figure(BARE, bare);
        comparison.figure(Contender.PARLEY.title, ours);
        comparison.atLeast(Contender.PARLEY.title, BARE, 0.4);
        if (refused > 0) {
            comparison.fault(refused + " events were refused");
        }
        return comparison;
    }

    private int connections() {
        return plan.layout().connections();
    }

    private int channels() {
        return plan.layout().sizes().size();
    }

    /** The clients, spread evenly over the channels. */
    private final class Crowd implements AutoCloseable {

        private final LongAdder acknowledged = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final Loops loops = new Loops(plan.threads());
        private final List<Connection<Publisher>> all = new ArrayList<>();
        private final ServerProcess server;
        private int starts;

        Crowd(ServerProcess server) {
            this.server = server;
        }

        /** Acknowledged events per second, of clients that come for it and go then. */
        double rate(int seconds) {
            open();
            all.forEach(connection -> connection.ears().start(connection));
            long before = acknowledged.sum();
            long began = System.nanoTime();
            Fleet.pause(began + TimeUnit.SECONDS.toNanos(seconds));
            double rate = (acknowledged.sum() - before) * 1e9 / (System.nanoTime() - began);
            leave();
            return rate;
        }

        private void open() {
            var url = server.url();
            var address = new InetSocketAddress(url.getHost(), url.getPort());
            int start = starts++;
            var tokens = Tokens.take(url, Optional.empty(), connections());
            var opening = IntStream.range(0, connections()).mapToObj(i -> {
                var publisher = new Publisher("live.recent.bench" + i % channels(), "c" + start + "-" + i,
                    plan.size(), acknowledged, refused);
                return loops.open(loops.next(), address, new Connection<>(url.getHost() + ":" + url.getPort(),
                    "/eventbus/websocket?token=" + tokens.get(i), publisher), i);
            }).toList();
            opening.forEach(one -> all.add(one.join()));
        }

        private void leave() {
            all.forEach(connection -> {
                connection.ears().stop();
                connection.close();
            });
            all.clear();
        }

        @Override
        public void close() {
            leave();
            loops.close();
        }
    }
}

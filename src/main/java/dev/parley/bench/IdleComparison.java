package dev.parley.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Memory that a connection costs while it waits: what the server's resident memory grows by after a full
 * collection, with clients that have subscribed and heard one message. The heap is told to give back what
 * it does not use.
 */
final class IdleComparison {

    private static final List<String> FLAGS = List.of("-Xms32m", "-XX:MinHeapFreeRatio=5",
        "-XX:MaxHeapFreeRatio=10", "-XX:+UseSerialGC", "-XX:-UseG1GC");

    /** Enough to have all classes loaded, few enough to leave no memory behind that the others would use. */
    private static final int WARMUP_CONNECTIONS = 100;

    private final Plan plan;
    private final Consumer<String> progress;

    IdleComparison(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures the stock bridge and Parley, one after the other. */
    Comparison run() {
        var comparison = new Comparison("KiB of resident memory per idle connection, of "
            + plan.layout().connections());
        for (var contender : List.of(Contender.STOCK, Contender.PARLEY)) {
            comparison.figure(contender.title, measure(contender) / 1_024.0);
        }
        comparison.atMost(Contender.PARLEY.title, Contender.STOCK.title, 1.0);
        return comparison;
    }

    private double measure(Contender contender) {
        progress.accept("starting " + contender.title);
        try (var server = contender.start(Contender.temporaryFolder(), plan.threads(), FLAGS)) {
            try (var warmup = campaign(server, contender, plan.of(WARMUP_CONNECTIONS))) {
                warmup.assemble(Optional.empty()).load();
            }
            settle(server);
            long before = server.gauge().resident();
            try (var campaign = campaign(server, contender, plan)) {
                var result = campaign.assemble(Optional.empty()).load();
                settle(server);
                long after = server.gauge().resident();
                progress.accept("%s: %,d KiB, then %,d KiB with %,d clients".formatted(contender.title,
                    before / 1_024, after / 1_024, result.connected()));
                return (double) (after - before) / result.connected();
            }
        }
    }

    private static Campaign campaign(ServerProcess server, Contender contender, Plan some) {
        return new Campaign(server.url(), contender.dialect, some, Optional.of(server.gauge()), line -> { });
    }

    /** Twice, because the first collection lets go of what was waiting to be closed. */
    private static void settle(ServerProcess server) {
        for (int i = 0; i < 2; i++) {
            server.collect();
            Fleet.pause(System.nanoTime() + TimeUnit.SECONDS.toNanos(2));
        }
    }
}

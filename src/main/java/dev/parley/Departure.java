package dev.parley;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.HttpSettings;
import dev.parley.transport.Drain;
import dev.parley.transport.Order;
import dev.parley.transport.Shut;
import dev.parley.transport.SocketVerticle;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the clients of a node leave it before it ends: nobody new comes in, each session is told when and
 * where to return, and all verticles together let them go in one even row, no faster than the other nodes
 * take them.
 */
final class Departure {

    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    /** Of what the others accept; the rest is for those who come to them anyway. */
    private static final double SHARE = 0.8;
    private static final long SHUT_MS = 2_000;
    private static final long GOODBYE_MS = 3_000;

    private final HttpSettings settings;
    private final Cluster cluster;
    private final Bus bus;
    private final int verticles;

    Departure(HttpSettings settings, Cluster cluster, Bus bus, int verticles) {
        this.settings = settings;
        this.cluster = cluster;
        this.bus = bus;
        this.verticles = verticles;
    }

    /** Blocks until all have left, or have had their time. */
    void run() {
        Future<Integer> counted = Future.join(this.<Integer>each(number -> new Shut(), SHUT_MS))
            .map(all -> all.<Integer>list().stream().mapToInt(Integer::intValue).sum());
        int sessions = Waiting.await(counted, seconds(SHUT_MS), Sentences::deepest);
        var elsewhere = cluster.members().stream()
            .filter(member -> !member.nodeId().equals(cluster.nodeId()))
            .map(member -> member.card().publicUrl()).filter(url -> !url.isEmpty()).toList();
        int spreadMs = spreadMs(settings, sessions, elsewhere.size());
        LOG.info("{} sessions leave over {} ms for {} other nodes", sessions, spreadMs, elsewhere.size());
        var left = this.<Void>each(number -> new Drain(spreadMs, (double) number / verticles, elsewhere),
            spreadMs + GOODBYE_MS);
        Waiting.await(Future.join(left), seconds(spreadMs + GOODBYE_MS));
    }

    /**
     * The time over which so many sessions leave: as set, or longer where the others would otherwise have to
     * accept more than they do; within its bound.
     */
    static int spreadMs(HttpSettings settings, int sessions, int others) {
        if (sessions == 0) {
            return 0;
        }
        var accepted = SHARE * settings.acceptsPerSecond() * Math.max(1, others);
        var needed = Math.max(settings.drainMs(), Math.ceil(1_000 * sessions / accepted));
        return (int) Math.min(needed, Math.max(settings.drainMs(), settings.drainMsMax()));
    }

    private <T> List<Future<T>> each(IntFunction<? extends Order> order, long timeoutMs) {
        return IntStream.range(0, verticles).mapToObj(number ->
            bus.<T>ask(Addresses.instance(SocketVerticle.GROUP, number), (Record) order.apply(number),
                timeoutMs)).toList();
    }

    private static long seconds(long ms) {
        return Math.ceilDiv(ms, 1_000L) + 1;
    }
}

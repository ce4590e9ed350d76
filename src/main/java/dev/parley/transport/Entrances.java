package dev.parley.transport;

import dev.parley.config.Settings;
import dev.parley.limit.Admission;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The entrances of one socket verticle: each open connection has one, upgraded ones included. Who keeps the
 * server waiting is found by one timer, a part at a time, and closed.
 */
final class Entrances {

    private static final int PARTS = 16;
    private static final long ROUND_MS = 1_000;
    /** What a session has on its own to close a connection that takes nothing, and to say why. */
    private static final long SESSION_FIRST_MS = 2 * ROUND_MS;

    private final Vertx vertx;
    private final Context context;
    private final Admission admission;
    private final long stalledMs;
    private final List<Set<Entrance>> wheel = new ArrayList<>(PARTS);
    private final long timer;
    private int turn;

    Entrances(Vertx vertx, Settings settings, Admission admission) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.admission = admission;
        this.stalledMs = settings.session().outboxLagMsMax() + SESSION_FIRST_MS;
        for (int i = 0; i < PARTS; i++) {
            wheel.add(new LinkedHashSet<>());
        }
        this.timer = vertx.setPeriodic(ROUND_MS / PARTS, tick -> look());
    }

    static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** A client has connected. Its channel may move to another loop and end there. */
    void opened(HttpConnection connection) {
        var channel = Entrance.channel(connection);
        var arrival = admission.arrived(peer(channel.remoteAddress()));
        channel.closeFuture().addListener((ChannelFutureListener) closed -> arrival.left());
        var entrance = new Entrance(channel, arrival, now());
        if (arrival.unheard()) {
            channel.close();
            return;
        }
        if (arrival.unreadMs() > 0) {
            entrance.rest(arrival.unreadMs());
        }
        var part = wheel.get(Math.floorMod(channel.id().hashCode(), PARTS));
        part.add(entrance);
        channel.closeFuture().addListener((ChannelFutureListener) closed ->
            context.runOnContext(gone -> part.remove(entrance)));
    }

    private static InetAddress peer(Object address) {
        return address instanceof InetSocketAddress inet ? inet.getAddress()
            : InetAddress.getLoopbackAddress();
    }

    private void look() {
        turn = (turn + 1) % PARTS;
        var now = now();
        wheel.get(turn).removeIf(Entrance::upgraded);
        for (var entrance : List.copyOf(wheel.get(turn))) {
            entrance.late(now, admission.edge(), stalledMs).ifPresent(limit -> {
                admission.toll().count(limit);
                entrance.cut();
            });
        }
    }

    void stop() {
        vertx.cancelTimer(timer);
    }
}

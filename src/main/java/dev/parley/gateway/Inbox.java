package dev.parley.gateway;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.redis.Reply;
import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stream of the inbox while it is this node's turn: first what others have taken and not finished,
 * then what is new, and gives each channel its letters in their order. So many are in hand at most. Lives on
 * one context, for one turn.
 */
final class Inbox {

    static final String GROUP = "parley";
    /** How long Redis waits for a letter before it says that there is none. */
    static final int BLOCK_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private static final int OPEN_MAX = 2_000;
    private static final int READ_MAX = 500;
    private static final int PAUSE_MS = 200;
    private static final String BEGIN = "0-0";

    private final Vertx vertx;
    private final Desk desk;
    private final Map<String, Tray> trays = new HashMap<>();
    private final String stream;
    private String cursor = BEGIN;
    private boolean claimed;
    private long idleMs;
    private long claimedAt;
    private boolean resting;
    private boolean over;
    private final Set<String> hand = new HashSet<>();

    /**
     * What it works with.
     *
     * @param waits a store whose commands may wait for {@link #BLOCK_MS}
     */
    record Desk(GatewayParts parts, Store store, Store waits, Clerk clerk, Reception reception,
                InMeters meters) {
    }

    Inbox(Vertx vertx, Desk desk) {
        this.vertx = vertx;
        this.desk = desk;
        this.stream = desk.parts().named("inbox");
    }

    void begin() {
        desk.store().run(Scripts.GROUP, List.of(stream), List.of(GROUP)).onComplete(made -> {
            if (made.succeeded()) {
                read();
            } else {
                again(made.cause());
            }
        });
    }

    /** What is in hand stays with Redis: whoever comes next takes it over. */
    void end() {
        over = true;
    }

    int open() {
        return hand.size();
    }

    private void read() {
        if (over) {
            return;
        }
        if (hand.size() >= OPEN_MAX) {
            resting = true;
            return;
        }
        // Whoever lost his turn unnoticed may have been given letters since.
        int leaseMs = desk.parts().settings().leaseMs();
        if (claimed && System.nanoTime() - claimedAt > TimeUnit.MILLISECONDS.toNanos(leaseMs)) {
            claimed = false;
            idleMs = 2L * leaseMs;
        }
        (claimed ? fresh() : left()).onSuccess(got -> read()).onFailure(this::again);
    }

    /** The stream may have been thrown away, and its group with it. */
    private void again(Throwable cause) {
        LOG.debug("The inbox cannot be read", cause);
        if (!over) {
            vertx.setTimer(PAUSE_MS, due -> begin());
        }
    }

    /** What somebody has taken and not finished. */
    private Future<Void> left() {
        return desk.store().send(stream, Request.cmd(Command.XAUTOCLAIM).arg(stream).arg(GROUP)
            .arg(desk.parts().holder()).arg(idleMs).arg(cursor).arg("COUNT").arg(READ_MAX)).map(reply -> {
                cursor = reply.value().get(0).toString();
                claimed = cursor.equals(BEGIN);
                claimedAt = System.nanoTime();
                reply.value().get(1).forEach(entry -> took(entry, true));
                return null;
            });
    }

    private Future<Void> fresh() {
        return desk.waits().send(stream, Request.cmd(Command.XREADGROUP).arg("GROUP").arg(GROUP)
            .arg(desk.parts().holder()).arg("COUNT").arg(READ_MAX).arg("BLOCK").arg(BLOCK_MS)
            .arg("STREAMS").arg(stream).arg(">")).map(reply -> {
                entries(reply).forEach(entry -> took(entry, false));
                return null;
            });
    }

    /** In RESP3 a map of streams, in RESP2 a list of pairs; nothing where there was none. */
    private Iterable<Response> entries(Reply reply) {
        var value = reply.value();
        if (value == null || value.size() == 0) {
            return List.of();
        }
        return value.getKeys().isEmpty() ? value.get(0).get(1) : value.get(stream);
    }

    private void took(Response entry, boolean again) {
        // Redis 6 claims what was deleted, too, and says nothing of it.
        if (entry != null && !over) {
            var letter = Letter.of(entry, again);
            if (!hand.add(letter.id())) {
                return;
            }
            try {
                var wish = letter.wish();
                var channel = String.valueOf(wish.getValue("channel"));
                trays.computeIfAbsent(channel, name -> new Tray(name, vertx, this)).add(letter, wish);
            } catch (RefusedException refused) {
                bury(letter, refused.refusal());
            }
        }
    }

    boolean over() {
        return over;
    }

    void emptied(String channel) {
        trays.remove(channel);
    }

    /** Publishes, or finds that it was told before: what keeps nothing cannot tell what comes twice. */
    Future<?> publish(String channel, Letter letter, JsonObject wish) {
        return letter.again() && !desk.reception().keeps(channel) ? Future.succeededFuture()
            : desk.reception().publish(wish);
    }

    void published(Letter letter) {
        desk.meters().taken.increment();
        desk.clerk().done(letter);
        closed(letter);
    }

    void retries() {
        desk.meters().again.increment();
    }

    void bury(Letter letter, Refusal why) {
        LOG.debug("The letter {} is dead: {}", letter.id(), why);
        desk.clerk().bury(letter, why).onSuccess(buried -> {
            desk.meters().dead.increment();
            closed(letter);
        }).onFailure(fault -> {
            if (!over) {
                vertx.setTimer(PAUSE_MS, due -> bury(letter, why));
            }
        });
    }

    private void closed(Letter letter) {
        hand.remove(letter.id());
        if (resting && hand.size() < OPEN_MAX) {
            resting = false;
            read();
        }
    }

    /** Whether it may be accepted another time. */
    static boolean passing(Refusal refusal) {
        return refusal.type() == FailureType.UNAVAILABLE || refusal.type() == FailureType.TIMEOUT
            || refusal.type() == FailureType.RATE_LIMITED || refusal.type() == FailureType.INTERNAL;
    }
}

package dev.parley.gateway;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * The letters of one channel, in their order: what is in it is published together, and what was not accepted
 * for now is tried again before anything later. Lives on one context.
 */
final class Tray {

    private static final int AT_ONCE = 500;
    private static final int PAUSE_MIN_MS = 50;
    private static final int PAUSE_MAX_MS = 2_000;
    /** What fails by a fault of ours so often is dead. */
    private static final int FAULTS_MAX = 5;

    private final String channel;
    private final Vertx vertx;
    private final Inbox inbox;
    private final ArrayDeque<Wish> waiting = new ArrayDeque<>();
    private boolean running;
    private int failures;

    /** A letter and what it asks for. */
    private static final class Wish {

        final Letter letter;
        final JsonObject body;
        int faults;

        Wish(Letter letter, JsonObject body) {
            this.letter = letter;
            this.body = body;
        }
    }

    Tray(String channel, Vertx vertx, Inbox inbox) {
        this.channel = channel;
        this.vertx = vertx;
        this.inbox = inbox;
    }

    void add(Letter letter, JsonObject body) {
        waiting.addLast(new Wish(letter, body));
        if (!running) {
            running = true;
            vertx.runOnContext(turn -> run());
        }
    }

    private void run() {
        if (inbox.over()) {
            return;
        }
        if (waiting.isEmpty()) {
            inbox.emptied(channel);
            return;
        }
        var wishes = new ArrayList<Wish>();
        while (!waiting.isEmpty() && wishes.size() < AT_ONCE) {
            wishes.add(waiting.removeFirst());
        }
        var published = wishes.stream().map(wish -> inbox.publish(channel, wish.letter, wish.body)).toList();
        Future.join(published).onComplete(all -> {
            var kept = false;
            for (int i = wishes.size() - 1; i >= 0; i--) {
                kept |= keeps(wishes.get(i), published.get(i));
            }
            failures = kept ? failures + 1 : 0;
            if (!kept) {
                run();
            } else {
                vertx.setTimer(Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS << Math.min(failures, 10)), due -> run());
            }
        });
    }

    /** True when it is to be tried once more. */
    private boolean keeps(Wish wish, Future<?> published) {
        if (published.succeeded()) {
            inbox.published(wish.letter);
            return false;
        }
        var refusal = published.cause() instanceof RefusedException refused ? refused.refusal()
            : new Refusal(FailureType.INTERNAL, "The server failed to publish this.");
        wish.faults += refusal.type() == FailureType.INTERNAL ? 1 : 0;
        if (!Inbox.passing(refusal) || wish.faults >= FAULTS_MAX) {
            inbox.bury(wish.letter, refusal);
            return false;
        }
        inbox.retries();
        waiting.addFirst(wish);
        return true;
    }
}

package dev.parley.bench;

import dev.parley.persistence.Persistence;
import dev.parley.persistence.PostMessage;
import dev.parley.persistence.Role;
import dev.parley.protocol.Caller;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Posts to one room through the door of persistence, with enough under way that no commit lacks a batch. */
final class PostFlood {

    static final String ROOM = "flood";

    private static final int UNDER_WAY_MAX = 5 * DurableComparison.BATCH;
    private static final Caller CALLER = new Caller("bench", "Bench", Set.of(), "s0000000000000000");

    private final Context context;
    private final Persistence persistence;
    private final List<String> texts;
    private long sent;
    private long committed;
    private int underWay;
    private long deadline;
    private Promise<Void> done = Promise.promise();

    /** The room must be there, and the user {@code bench} a member. */
    PostFlood(Vertx vertx, Persistence persistence, int size) {
        this.context = vertx.getOrCreateContext();
        this.persistence = persistence;
        this.texts = DurableComparison.texts(DurableComparison.BATCH, size);
    }

    /** Posts without pause; the posts that were answered in that time. */
    Future<Long> postFor(int seconds) {
        var result = Promise.<Long>promise();
        context.runOnContext(go -> {
            deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            done = Promise.promise();
            long start = committed;
            fill();
            done.future().map(over -> committed - start).onComplete(result);
        });
        return result.future();
    }

    private void fill() {
        while (underWay < UNDER_WAY_MAX && System.nanoTime() < deadline) {
            underWay++;
            persistence.append(post()).onSuccess(this::answered).onFailure(done::tryFail);
        }
        if (underWay == 0) {
            done.tryComplete();
        }
    }

    private void answered(String reply) {
        underWay--;
        if (System.nanoTime() < deadline) {
            committed++;
        }
        fill();
    }

    private PostMessage post() {
        var number = sent++;
        var text = texts.get((int) (number % texts.size()));
        return new PostMessage(ROOM, "m" + number, CALLER, Role.MEMBER, text,
            Optional.empty(), Optional.empty(), List.of(), 0, "[]", Optional.empty());
    }
}

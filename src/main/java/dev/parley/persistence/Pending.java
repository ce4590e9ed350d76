package dev.parley.persistence;

import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** An append that waits for its answer. */
final class Pending {

    private final Append append;
    private final long bornNanos;
    private final Promise<String> promise = Promise.promise();
    private int lost;

    Pending(Append append, long bornNanos) {
        this.append = append;
        this.bornNanos = bornNanos;
    }

    Append append() {
        return append;
    }

    Future<String> answer() {
        return promise.future();
    }

    boolean olderThan(long ageNanos) {
        return System.nanoTime() - bornNanos > ageNanos;
    }

    /** How often a connection was lost while it ran; when ever, it may or may not be committed. */
    int lost() {
        return lost;
    }

    void wasLost() {
        lost++;
    }

    void reply(String json) {
        promise.complete(json);
    }

    void refuse(Refusal refusal) {
        promise.fail(refusal.asException());
    }
}

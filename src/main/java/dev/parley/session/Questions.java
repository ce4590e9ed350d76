package dev.parley.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The commands of one session that only ask. Their replies may be large, so that few are under way at once,
 * and none begins while the client does not take what is there for it, or has had more than its share.
 * Bounded by the commands that may be under way.
 */
final class Questions {

    private final int most;
    private final BooleanSupplier open;
    private Deque<Runnable> waiting;
    private int running;

    /** @param open whether one may begin now */
    Questions(int most, BooleanSupplier open) {
        this.most = most;
        this.open = open;
    }

    /** Asks, now or when there is room. */
    Future<Done> ask(Supplier<Future<Done>> question) {
        if (running < most && open.getAsBoolean()) {
            return begin(question);
        }
        Promise<Done> later = Promise.promise();
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
        }
        waiting.add(() -> begin(question).onComplete(later));
        return later.future();
    }

    /** One is answered. */
    void answered() {
        running--;
        resume();
    }

    /** Begins what waits, as far as there is room. */
    void resume() {
        while (waiting != null && !waiting.isEmpty() && running < most && open.getAsBoolean()) {
            waiting.poll().run();
        }
    }

    void clear() {
        waiting = null;
    }

    private Future<Done> begin(Supplier<Future<Done>> question) {
        running++;
        return question.get();
    }
}

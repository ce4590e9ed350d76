package dev.parley.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * The keys of a {@link VerticleGroup} that move together. Callers of any context pass through it; while it
 * is held they queue, and pass in their order once it is released. Lock-free: every step replaces one
 * immutable state.
 */
final class Shard {

    /** Callers that may wait at one held shard; more are turned away. */
    static final int WAITING_MAX = 10_000;

    private final AtomicReference<State> state;

    Shard(int instance) {
        this.state = new AtomicReference<>(new State(instance, 0, null, null));
    }

    int instance() {
        return state.get().instance;
    }

    /**
     * Calls {@code caller} with the serving instance, now or at the release; it must call {@link #left}
     * once when its question is answered.
     *
     * @param home where a caller that has to wait is called, so that its answers overtake nothing there
     * @return false when too many wait already: the caller is forgotten
     */
    boolean enter(Executor home, IntConsumer caller) {
        while (true) {
            var now = state.get();
            if (now.held == null) {
                if (state.compareAndSet(now, now.withInFlight(1))) {
                    caller.accept(now.instance);
                    return true;
                }
            } else if (now.waiting != null && now.waiting.depth >= WAITING_MAX) {
                return false;
            } else if (state.compareAndSet(now, now.withWaiting(new Waiting(home, caller, now.waiting)))) {
                return true;
            }
        }
    }

    /** One who entered has his answer. */
    void left() {
        var after = state.updateAndGet(now -> now.withInFlight(-1));
        if (after.held != null && after.inFlight == 0) {
            after.held.tryComplete();
        }
    }

    /** Lets nobody else in; completes when all who entered have left. */
    Future<Void> hold() {
        Promise<Void> empty = Promise.promise();
        var after = state.updateAndGet(now -> new State(now.instance, now.inFlight, empty, now.waiting));
        if (after.inFlight == 0) {
            empty.tryComplete();
        }
        return empty.future();
    }

    /**
     * Opens a held shard at its instance from now on: first to those who waited, in their order, each at
     * home. Completes when it is open.
     */
    Future<Void> release(int instance) {
        Promise<Void> open = Promise.promise();
        admit(instance, open);
        return open.future();
    }

    /** Who comes while those who waited are on their way waits for the next round. */
    private void admit(int instance, Promise<Void> open) {
        while (true) {
            var now = state.get();
            if (now.waiting == null) {
                if (state.compareAndSet(now, new State(instance, now.inFlight, null, null))) {
                    open.complete();
                    return;
                }
            } else if (state.compareAndSet(now, now.withoutWaiting())) {
                var onTheirWay = new AtomicInteger(now.waiting.depth);
                now.waiting.inOrder().forEach(waiting -> waiting.home.execute(() -> {
                    waiting.caller.accept(instance);
                    if (onTheirWay.decrementAndGet() == 0) {
                        admit(instance, open);
                    }
                }));
                return;
            }
        }
    }

    /**
     * What a shard is at one moment.
     *
     * @param held    completed when nobody is in flight; null while the shard is open
     * @param waiting the newest who waits; null for none
     */
    private record State(int instance, int inFlight, Promise<Void> held, Waiting waiting) {

        State withInFlight(int change) {
            return new State(instance, inFlight + change, held, waiting);
        }

        State withWaiting(Waiting newest) {
            return new State(instance, inFlight, held, newest);
        }

        /** Those who waited are now in flight. */
        State withoutWaiting() {
            return new State(instance, inFlight + waiting.depth, held, null);
        }
    }

    /** A caller at a held shard, and those before him. */
    private record Waiting(Executor home, IntConsumer caller, Waiting elder, int depth) {

        Waiting(Executor home, IntConsumer caller, Waiting elder) {
            this(home, caller, elder, elder == null ? 1 : elder.depth + 1);
        }

        Iterable<Waiting> inOrder() {
            var order = new ArrayDeque<Waiting>(depth);
            for (var each = this; each != null; each = each.elder) {
                order.addFirst(each);
            }
            return order;
        }
    }
}

package dev.parley.persistence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The appends of one channel that wait for their turn, in order; at most one statement of it runs at a
 * time.
 */
final class ChannelQueue {

    private static final long STEP_BACK_MAX_MS = 64;

    private final String channel;
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private int batchMax;
    private int tries;
    private boolean inTurn;

    ChannelQueue(String channel, int batchMax) {
        this.channel = channel;
        this.batchMax = batchMax;
    }

    String channel() {
        return channel;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Pending pending) {
        waiting.addLast(pending);
    }

    /** Whether it is ready, running or stepping back: then nobody else brings it into its turn. */
    boolean inTurn() {
        return inTurn;
    }

    void inTurn(boolean now) {
        inTurn = now;
    }

    /** Puts what was taken back before everything else. */
    void giveBack(List<Pending> batch) {
        batch.reversed().forEach(waiting::addFirst);
    }

    /** How often the channel's row was found held, in a row. */
    int tries() {
        return tries;
    }

    /** Counts one more, and tells how many milliseconds to leave it alone. */
    long wasBusy() {
        tries++;
        return Math.min(STEP_BACK_MAX_MS, 1L << Math.min(tries - 1, 10));
    }

    /** A statement of it came to an end: batches may grow again. */
    void settled(int most) {
        tries = 0;
        batchMax = Math.min(most, batchMax * 2);
    }

    /** One of that many appends is at fault: the next batches are half as large, until it is found. */
    void halve(int size) {
        batchMax = Math.max(1, size / 2);
    }

    /** Removes what can stand in one statement; see {@link Gathering}. */
    List<Pending> take() {
        var batch = new ArrayList<Pending>();
        batch.add(waiting.removeFirst());
        var gathering = new Gathering(batch.getFirst().append());
        while (batch.size() < batchMax && !waiting.isEmpty()
            && gathering.takes(waiting.getFirst().append())) {
            batch.add(waiting.removeFirst());
        }
        return batch;
    }

    /** Removes some of those that wait. */
    List<Pending> remove(Predicate<Pending> which) {
        var removed = waiting.stream().filter(which).toList();
        waiting.removeIf(which);
        return removed;
    }
}

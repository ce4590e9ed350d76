package dev.parley.presence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The ops that this node has made: the newest are kept, so that who missed a few is told just these. */
final class OwnTrail {

    static final int KEPT_MAX = 4096;

    private final ArrayDeque<Op> recent = new ArrayDeque<>();
    private long counter;
    private long told;

    /** How many there have been. */
    long counter() {
        return counter;
    }

    void add(Op op) {
        counter++;
        recent.addLast(op);
        if (recent.size() > KEPT_MAX) {
            recent.removeFirst();
        }
    }

    /** The number of the last op that was told. */
    long told() {
        return told;
    }

    /** All up to now count as told. */
    void tell() {
        told = counter;
    }

    /** Whether all after that number are still there. */
    boolean reaches(long after) {
        return after <= counter && after >= counter - recent.size();
    }

    /** Those after that number; only where it {@link #reaches}. */
    List<Op> after(long after) {
        var ops = new ArrayList<Op>((int) (counter - after));
        var newest = recent.descendingIterator();
        for (long number = counter; number > after; number--) {
            ops.add(newest.next());
        }
        return ops.reversed();
    }
}

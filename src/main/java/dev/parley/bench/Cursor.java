package dev.parley.bench;

import java.util.TreeSet;

/** What one reader has seen of its room. Touched by one loop only. */
final class Cursor {

    /** What a publication was to its reader. */
    enum Arrival { NEXT, GAP, LATE, DUPLICATE }

    private final TreeSet<Long> missing = new TreeSet<>();
    private long first = -1;
    private long last = -1;
    private long sum;
    private boolean straight = true;

    /** Begins after the given number. */
    void begin(long seq) {
        first = seq;
        last = seq;
        sum = 0;
        missing.clear();
    }

    /** A reader that was not told where it begins, begins with what it sees first. */
    Arrival accept(long seq, int idHash) {
        if (last < 0) {
            begin(seq - 1);
        }
        if (seq > last) {
            var arrival = seq == last + 1 ? Arrival.NEXT : Arrival.GAP;
            for (long lost = last + 1; lost < seq; lost++) {
                missing.add(lost);
            }
            last = seq;
            sum = Ledger.add(sum, idHash);
            straight = straight && arrival == Arrival.NEXT;
            return arrival;
        }
        return missing.remove(seq) ? Arrival.LATE : Arrival.DUPLICATE;
    }

    boolean begun() {
        return last >= 0;
    }

    /** Publications not seen up to the head. */
    long missing(long head) {
        return missing.size() + Math.max(0, head - Math.max(last, 0));
    }

    /** Did it see what the posters were told of? True when it lacks some, or they are unknown. */
    boolean agrees(Ledger ledger) {
        if (!straight) {
            return true;
        }
        var expected = ledger.sum(first, last);
        return expected.isEmpty() || expected.getAsLong() == sum;
    }
}

package dev.parley.hub;

import dev.parley.protocol.Publication;
import java.util.ArrayList;
import java.util.List;

/**
 * The recent publications of one channel, by seq, in a ring. There may be holes: what was withdrawn, or has
 * not been read yet.
 */
final class Tail {

    /** How far apart the oldest and the newest may be. */
    static final int SPAN_MAX = 16_384;

    private static final int OVERHEAD_BYTES = 160;

    private Publication[] ring = new Publication[16];
    private long first = 1;
    private long last;
    private long bytes;

    boolean isEmpty() {
        return last < first;
    }

    long bytes() {
        return bytes;
    }

    /** The publication with that seq, or null where it is not kept. */
    Publication get(long seq) {
        return seq < first || seq > last ? null : ring[slot(seq)];
    }

    /** The least kept seq above the given one; {@code Long.MAX_VALUE} when there is none. */
    long nextKept(long seq) {
        for (long next = Math.max(seq + 1, first); next <= last; next++) {
            if (ring[slot(next)] != null) {
                return next;
            }
        }
        return Long.MAX_VALUE;
    }

    /** What follows that seq, up to the first hole, at most so many. */
    List<Publication> after(long seq, int most) {
        var run = new ArrayList<Publication>();
        for (var next = get(seq + 1); next != null && run.size() < most; next = get(seq + 1 + run.size())) {
            run.add(next);
        }
        return run;
    }

    /** Keeps a publication; one that is older than the span allows is left out. */
    void put(Publication publication) {
        long seq = publication.seq();
        if (isEmpty() || seq - last >= SPAN_MAX) {
            clear();
            first = seq;
            last = seq;
        } else if (seq > last) {
            while (seq - first >= SPAN_MAX) {
                dropOldest();
            }
            makeRoom(first, seq);
            last = seq;
        } else if (seq < first) {
            if (last - seq >= SPAN_MAX) {
                return;
            }
            makeRoom(seq, last);
            first = seq;
        }
        set(seq, publication);
    }

    /** Forgets one publication, leaving a hole. */
    void blank(long seq) {
        if (get(seq) != null) {
            set(seq, null);
        }
    }

    /** Forgets the oldest place. */
    void dropOldest() {
        set(first, null);
        first++;
    }

    void clear() {
        ring = new Publication[16];
        first = 1;
        last = 0;
        bytes = 0;
    }

    private void set(long seq, Publication publication) {
        var former = ring[slot(seq)];
        bytes += cost(publication) - cost(former);
        ring[slot(seq)] = publication;
    }

    private static long cost(Publication publication) {
        return publication == null ? 0 : publication.json().length() + OVERHEAD_BYTES;
    }

    private int slot(long seq) {
        return (int) seq & ring.length - 1;
    }

    private void makeRoom(long from, long to) {
        int length = ring.length;
        while (length < to - from + 1) {
            length *= 2;
        }
        if (length == ring.length) {
            return;
        }
        var former = ring;
        ring = new Publication[length];
        for (long seq = first; seq <= last; seq++) {
            ring[slot(seq)] = former[(int) seq & former.length - 1];
        }
    }
}

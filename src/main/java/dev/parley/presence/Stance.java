package dev.parley.presence;

import java.util.Comparator;
import java.util.Objects;

/**
 * What a user has said of himself, on all his devices: of two the later one counts, on every node.
 *
 * @param text what he adds in his own words; may be empty
 * @param at   when he said it, in milliseconds, later than all that was known by then; 0 = never
 */
record Stance(Status status, String text, long at) implements Comparable<Stance> {

    static final Stance UNKNOWN = new Stance(Status.UNKNOWN, "", -1);

    /** Of somebody who has never said anything. */
    static final Stance PLAIN = new Stance(Status.ONLINE, "", 0);

    private static final Comparator<Stance> ORDER = Comparator.comparingLong(Stance::at)
        .thenComparing(Stance::status).thenComparing(Stance::text);

    Stance {
        Objects.requireNonNull(status);
        Objects.requireNonNull(text);
    }

    @Override
    public int compareTo(Stance other) {
        return ORDER.compare(this, other);
    }

    boolean known() {
        return at >= 0;
    }

    boolean shown() {
        return status.shown();
    }
}

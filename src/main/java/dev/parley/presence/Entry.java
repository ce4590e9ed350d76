package dev.parley.presence;

import java.util.LinkedHashSet;
import java.util.Set;

/** One session within a {@link View}, which alone changes it. */
final class Entry {

    private static final long SKEW_MS = 1000;

    final Origin origin;
    final Person person;
    final Set<Crowd> crowds = new LinkedHashSet<>(4);
    Meta meta;

    Entry(Origin origin, Person person, Meta meta) {
        this.origin = origin;
        this.person = person;
        this.meta = meta;
    }

    boolean in(String channel) {
        return crowds.stream().anyMatch(crowd -> crowd.channel.equals(channel));
    }

    /** Whether its user may be back in a moment, because its pipe or its node is lost. */
    boolean lost() {
        return meta.lostAt() != 0 || origin.falling;
    }

    /** When its pipe was lost; only of one that is {@link #lost}. */
    long lostAt() {
        return meta.lostAt() != 0 ? meta.lostAt() : origin.fellAt;
    }

    /**
     * Whether that one may have come in its place: later, and not before the loss, but for what clocks may
     * differ and what the word of the loss may take.
     */
    boolean followedBy(Entry later) {
        return lost() && later.meta.since() >= lostAt() - SKEW_MS && (later.meta.since() > meta.since()
            || later.meta.since() == meta.since() && later.meta.session().compareTo(meta.session()) > 0);
    }
}

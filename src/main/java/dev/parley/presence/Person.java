package dev.parley.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A user with all his sessions, of all nodes, within a {@link View}, which alone changes it. */
final class Person {

    final String user;
    final Map<String, Entry> entries = new LinkedHashMap<>(2);

    private Face face = new Face("", Stance.UNKNOWN, 0);

    /**
     * What follows from all sessions together.
     *
     * @param since when he was first seen, without a break since then, in milliseconds
     */
    record Face(String name, Stance stance, long since) {
    }

    Person(String user) {
        this.user = user;
    }

    Face face() {
        return face;
    }

    /** Whether others see him. */
    boolean visible() {
        return face.stance.shown();
    }

    /** Works his face out anew; whether it has changed. */
    boolean refresh() {
        Entry newest = null;
        var stance = Stance.UNKNOWN;
        long since = Long.MAX_VALUE;
        for (var entry : entries.values()) {
            var meta = entry.meta;
            newest = newest == null || later(meta, newest.meta) ? entry : newest;
            stance = meta.stance().compareTo(stance) > 0 ? meta.stance() : stance;
            since = Math.min(since, meta.shown());
        }
        var before = face;
        face = newest == null ? new Face(face.name, Stance.UNKNOWN, 0)
            : new Face(newest.meta.name(), stance, since);
        return !face.equals(before);
    }

    /** How he is shown among others, by these sessions of his; never empty. */
    Shown by(Collection<Entry> sessions) {
        return new Shown(user, face.name, face.stance.status(), face.stance.text(), devices(sessions),
            face.since);
    }

    /** Those sessions, without the lost ones in whose place another of them has come, each in one place. */
    private static int devices(Collection<Entry> sessions) {
        if (sessions.size() == 1) {
            return 1;
        }
        var free = new ArrayList<>(sessions);
        int devices = sessions.size();
        for (var entry : sessions) {
            var successor = entry.lost() ? free.stream().filter(entry::followedBy)
                .min(Comparator.comparingLong(later -> later.meta.since())) : Optional.<Entry>empty();
            if (successor.isPresent()) {
                free.remove(successor.get());
                devices--;
            }
        }
        return devices;
    }

    private static boolean later(Meta one, Meta other) {
        return one.since() != other.since() ? one.since() > other.since()
            : one.session().compareTo(other.session()) > 0;
    }
}

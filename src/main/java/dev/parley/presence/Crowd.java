package dev.parley.presence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is in one channel, by which sessions, within a {@link View}, which alone changes it. */
final class Crowd {

    final String channel;
    private final Map<Person, List<Entry>> present = new LinkedHashMap<>();
    private int visible;

    Crowd(String channel) {
        this.channel = channel;
    }

    /** How many others see. */
    int count() {
        return visible;
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    /** Everybody, also whom nobody sees, in the order in which they came. */
    Iterable<Person> people() {
        return present.keySet();
    }

    /** How the person is seen here; null when nobody sees him here. */
    Shown shown(Person person) {
        var sessions = present.get(person);
        return sessions == null || !person.visible() ? null : person.by(sessions);
    }

    /** Whether its user was not here before. */
    boolean add(Entry entry) {
        var sessions = present.get(entry.person);
        var joined = sessions == null;
        if (joined) {
            sessions = new ArrayList<>(1);
            present.put(entry.person, sessions);
            visible += entry.person.visible() ? 1 : 0;
        }
        sessions.add(entry);
        return joined;
    }

    /** Whether its user is not here any more. */
    boolean remove(Entry entry) {
        var sessions = present.get(entry.person);
        sessions.remove(entry);
        if (sessions.isEmpty()) {
            present.remove(entry.person);
            visible -= entry.person.visible() ? 1 : 0;
        }
        return sessions.isEmpty();
    }

    /** Somebody who is here is seen from now on, or no more. */
    void turned(boolean isVisible) {
        visible += isVisible ? 1 : -1;
    }
}

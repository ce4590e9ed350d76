package dev.parley.presence;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What users have said of themselves on this node, kept until all of their sessions show it, or for a minute:
 * the sessions may be on other nodes, and the word to them may be lost.
 */
final class Spoken {

    private static final long KEPT_MS = 60_000;
    private static final int USERS_MAX = 10_000;

    private record Word(Stance stance, long until) {
    }

    private final Map<String, Word> byUser = new LinkedHashMap<>();

    void add(String user, Stance stance, long now) {
        byUser.remove(user);
        byUser.put(user, new Word(stance, now + KEPT_MS));
        if (byUser.size() > USERS_MAX) {
            byUser.remove(byUser.keySet().iterator().next());
        }
    }

    /** What some session of its user does not show yet. */
    Map<String, Stance> unheard(View view, long now) {
        byUser.entrySet().removeIf(each -> each.getValue().until <= now
            || shown(view.person(each.getKey()), each.getValue().stance));
        var unheard = new LinkedHashMap<String, Stance>();
        byUser.forEach((user, word) -> unheard.put(user, word.stance));
        return unheard;
    }

    private static boolean shown(Person person, Stance stance) {
        return person != null && person.entries.values().stream()
            .allMatch(entry -> entry.meta.stance().compareTo(stance) >= 0);
    }
}

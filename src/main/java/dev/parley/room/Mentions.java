package dev.parley.room;

import dev.parley.protocol.Ids;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code @userId} out of texts. */
final class Mentions {

    private static final String INSIDE = "._@:|-";
    private static final int MOST = 200;

    private Mentions() {
    }

    /** Whom the client named and then whom the text names, each once; at most {@value #MOST} of the text. */
    static List<String> of(Collection<String> named, String text) {
        var users = new LinkedHashSet<>(named);
        int most = users.size() + MOST;
        int at = text.indexOf('@');
        while (at >= 0 && users.size() < most) {
            int end = at + 1;
            while (end < text.length() && inside(text.charAt(end))) {
                end++;
            }
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                addWithAndWithoutTail(users, text.substring(at + 1, end));
            }
            at = text.indexOf('@', Math.max(end, at + 1));
        }
        return List.copyOf(users);
    }

    /**
     * An id may end in a sign that also ends a sentence: "@ana." names {@code ana.} or {@code ana}. Both are
     * candidates; only members count in the end.
     */
    private static void addWithAndWithoutTail(Set<String> users, String candidate) {
        int end = candidate.length();
        while (end > 0 && INSIDE.indexOf(candidate.charAt(end - 1)) >= 0) {
            end--;
        }
        for (var name : List.of(candidate, candidate.substring(0, end))) {
            if (Ids.valid(name)) {
                users.add(name);
            }
        }
    }

    private static boolean inside(char c) {
        return c < 128 && Character.isLetterOrDigit(c) || INSIDE.indexOf(c) >= 0;
    }
}

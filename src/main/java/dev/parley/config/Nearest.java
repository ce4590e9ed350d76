package dev.parley.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that a mistyped one probably stands for. */
final class Nearest {

    private Nearest() {
    }

    /** The candidate with the fewest differing letters, if few enough that it may be meant. */
    static Optional<String> to(String typed, Collection<String> candidates) {
        return candidates.stream()
            .min(Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(name -> name))
            .filter(name -> distance(typed, name) <= Math.max(2, typed.length() / 3));
    }

    static String hint(Optional<String> nearest) {
        return nearest.map(name -> " Did you mean " + name + "?").orElse("");
    }

    /** Levenshtein's: how many letters to change, insert or delete; case counts for nothing. */
    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                var same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1,
                    previous[j - 1] + (same ? 0 : 1));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

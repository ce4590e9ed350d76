package dev.parley.protocol;

import java.util.List;

/**
 * Names of channels with {@code *} for any characters, none included. Compared by hand: patterns come from
 * tokens, and no text may make the comparison slow.
 */
public final class Wildcards {

    private Wildcards() {
    }

    /** Whether one of the patterns fits a name. */
    public static boolean anyCovers(List<String> patterns, String name) {
        for (var pattern : patterns) {
            if (covers(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** Takes time in proportion to the product of the lengths at most. */
    public static boolean covers(String pattern, String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int mark = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                mark = in;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++mark;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Whether one of the patterns may fit a name that begins so: more may follow, whatever it is. */
    public static boolean anyMeets(List<String> patterns, String beginning) {
        return patterns.stream().anyMatch(pattern -> {
            int star = pattern.indexOf('*');
            var fixed = star < 0 ? pattern : pattern.substring(0, star);
            return fixed.startsWith(beginning) || star >= 0 && beginning.startsWith(fixed);
        });
    }
}

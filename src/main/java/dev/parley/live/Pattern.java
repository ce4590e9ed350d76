package dev.parley.live;

import java.util.List;

/**
 * Names of channels with {@code *} for any characters, none included. Compared by hand: patterns come from
 * tokens, and no text may make the comparison slow.
 */
final class Pattern {

    private Pattern() {
    }

    static boolean anyCovers(List<String> patterns, String channel) {
        for (var pattern : patterns) {
            if (covers(pattern, channel)) {
                return true;
            }
        }
        return false;
    }

    /** Takes time in proportion to the product of the lengths at most. */
    static boolean covers(String pattern, String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int mark = 0;
        while (in < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                mark = in;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(in)) {
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
}

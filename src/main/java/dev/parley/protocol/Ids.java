package dev.parley.protocol;

/**
 * The grammar of user, room and message ids: {@code [A-Za-z0-9][A-Za-z0-9._@:|-]{0,127}}.
 * Checked by hand, because it stands on the path of every command.
 */
public final class Ids {

    public static final int LENGTH_MAX = 128;
    private static final int WORD_LENGTH_MAX = 64;

    private Ids() {
    }

    public static boolean valid(String id) {
        if (id.isEmpty() || id.length() > LENGTH_MAX || !alphanumeric(id.charAt(0))) {
            return false;
        }
        for (int i = 1; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!alphanumeric(c) && "._@:|-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Letters, digits, - and _, at most 64: what operators name things by. */
    public static boolean validWord(String word) {
        if (word.isEmpty() || word.length() > WORD_LENGTH_MAX || !alphanumeric(word.charAt(0))) {
            return false;
        }
        return word.chars().allMatch(c -> alphanumeric((char) c) || c == '-' || c == '_');
    }

    private static boolean alphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}

package dev.parley.protocol;

/**
 * The grammar of user, room and message ids: {@code [A-Za-z0-9][A-Za-z0-9._@:|-]{0,127}}, and of other names.
 * Checked by hand, because it stands on the path of every command.
 */
public final class Ids {

    public static final int LENGTH_MAX = 128;
    private static final int WORD_LENGTH_MAX = 64;

    private Ids() {
    }

    public static boolean valid(String id) {
        return matches(id, LENGTH_MAX, "._@:|-");
    }

    /** Letters, digits, - and _, at most 64: what operators name things by. */
    public static boolean validWord(String word) {
        return matches(word, WORD_LENGTH_MAX, "-_");
    }

    /** The type of an event: {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}, such as {@code order.paid}. */
    public static boolean validType(String type) {
        return matches(type, LENGTH_MAX, "._:-");
    }

    private static boolean matches(String name, int lengthMax, String signs) {
        if (name.isEmpty() || name.length() > lengthMax || !alphanumeric(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!alphanumeric(c) && signs.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean alphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}

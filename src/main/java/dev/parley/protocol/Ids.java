package dev.parley.protocol;

/**
 * The grammar of user, room and message ids: {@code [A-Za-z0-9][A-Za-z0-9._@:|-]{0,127}}.
 * Checked by hand, because it stands on the path of every command.
 */
public final class Ids {

    public static final int LENGTH_MAX = 128;

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

    private static boolean alphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}

package dev.parley.redis;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a failed command means, read from the first word of what Redis says. */
enum Trouble {
    /** The connection is gone, or Redis cannot serve now: wait, and ask again. */
    AWAY,
    /** Redis has no memory left, or may not write. */
    FULL,
    /** This server is no master any more. */
    NO_MASTER,
    /** The script is not loaded. */
    NO_SCRIPT,
    /** The key lives elsewhere. */
    MOVED,
    /** The key is on its way elsewhere: ask there, this once. */
    ASK,
    /** Redis refuses the command itself: a fault of ours. */
    DEFECT;

    private static final int RETRY_AFTER_MS = 1_000;

    /** Where Redis 6 hides, behind its own ERR, what went wrong inside of a script. */
    private static final Pattern INSIDE = Pattern.compile("@user_script: ?\\d+: -?([A-Z]{2,})\\b");

    static Trouble of(Throwable cause) {
        var text = Objects.requireNonNullElse(cause.getMessage(), "");
        var inside = INSIDE.matcher(text);
        return of(inside.find() ? inside.group(1) : text.split(" ", 2)[0]);
    }

    private static Trouble of(String word) {
        return switch (word) {
            case "OOM", "MISCONF", "NOREPLICAS" -> FULL;
            case "READONLY", "UNBLOCKED" -> NO_MASTER;
            case "NOSCRIPT" -> NO_SCRIPT;
            case "MOVED" -> MOVED;
            case "ASK" -> ASK;
            case "ERR", "WRONGTYPE", "CROSSSLOT", "NOPERM", "EXECABORT", "NOAUTH" -> DEFECT;
            default -> AWAY;
        };
    }

    /** What whoever asked is told. */
    Refusal refusal() {
        return switch (this) {
            case FULL -> Refusal.unavailable("Redis has no room; asking again is safe.", RETRY_AFTER_MS);
            case DEFECT -> new Refusal(FailureType.INTERNAL, "The server failed to carry this out.");
            case AWAY, NO_MASTER, NO_SCRIPT, MOVED, ASK ->
                Refusal.unavailable("Redis is away; asking again is safe.", RETRY_AFTER_MS);
        };
    }
}

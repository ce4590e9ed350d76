package dev.parley.session;

import dev.parley.protocol.Refusal;
import java.util.Objects;

/**
 * Why the server ends a connection (docs/protocol.md, "Close codes"): up to 3499 the client should come back,
 * from 3500 on it should not.
 *
 * @param code   the close code
 * @param reason one sentence, at most 123 bytes of ASCII
 */
public record Closing(int code, String reason) {

    private static final int REASON_MAX = 123;

    public static final Closing MOVING = new Closing(3001, "This node is closing, come back to another one.");
    public static final Closing SLOW = new Closing(3008, "Too slow: events waited too long to be read.");
    public static final Closing SILENT = new Closing(3012, "No sign of life.");
    public static final Closing CROWDED = new Closing(3029, "This user has too many sessions on this node.");
    public static final Closing UNSURE = new Closing(3003, "Tokens cannot be checked at the moment.");
    public static final Closing STRANGE = new Closing(3500, "Nobody signed in here in time.");
    public static final Closing REVOKED = new Closing(3500, "The token was revoked.");
    public static final Closing EXPIRED = new Closing(3500, "The token has expired.");
    public static final Closing ENDED = new Closing(3507, "This session was ended by its user or an admin.");
    public static final Closing BAD_FRAMES = new Closing(3503, "Ten frames in a row were not understood.");
    public static final Closing BAD_TEXT = new Closing(1007, "A text message was not UTF-8.");
    public static final Closing TOO_BIG = new Closing(1009, "A message was too large.");

    public Closing {
        Objects.requireNonNull(reason);
        if (reason.length() > REASON_MAX) {
            throw new IllegalArgumentException("reason of " + reason.length() + " characters");
        }
    }

    /** Whether the client is likely back in a moment; who was silent for long is not. */
    boolean comesBack() {
        return code >= 3000 && code < 3500 && !equals(SILENT);
    }

    /** The token of the connection did not serve. */
    static Closing notKnown(Refusal why) {
        return switch (why.type()) {
            case UNAUTHENTICATED -> badToken(why.message());
            case RATE_LIMITED -> CROWDED;
            default -> UNSURE;
        };
    }

    /** The token was not believed; the sentence says why. */
    public static Closing badToken(String why) {
        var ascii = why.replaceAll("[^ -~]", "?");
        return new Closing(3500, ascii.length() > REASON_MAX ? ascii.substring(0, REASON_MAX) : ascii);
    }
}

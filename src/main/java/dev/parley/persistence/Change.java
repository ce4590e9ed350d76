package dev.parley.persistence;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * A change to a room that is not a post, carried out by one SQL function of its own:
 * {@code parley.<function>(args jsonb, epoch text, patient boolean) → (outcome text, reply text, events
 * jsonb)}.
 *
 * <p>outcome is {@code ok} (reply: the answer, a JSON object; events: a list of what {@code parley.add}
 * gave), {@code busy} (the row is held; nothing was done) or the word of a failure type (reply: the
 * sentence; events: details, a JSON object, or null).
 */
public record Change(String channel, Deed deed, JsonObject args) implements Append {

    /** Where revocations wait for their turn; no client can name it. */
    public static final String REVOCATIONS = "parley.revocations";

    public Change {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(deed);
        Objects.requireNonNull(args);
    }

    /**
     * Tokens are believed no longer, from now on: those of a {@code user}, or the {@code token} with an id.
     * The reply is the revocation.
     *
     * @param keepDays how long it counts
     */
    public static Change revoking(String kind, String subject, int keepDays) {
        return new Change(REVOCATIONS, Deed.REVOKE, new JsonObject().put("kind", kind)
            .put("subject", subject).put("keep_days", keepDays));
    }
}

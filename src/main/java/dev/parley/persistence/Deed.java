package dev.parley.persistence;

import java.util.Locale;

/**
 * What can be done to a room or a person's own channel, each by one VOLATILE SQL function
 * {@code (args jsonb, epoch text, patient boolean) → parley.outcome} that locks the channel first; see
 * {@link Change}.
 */
public enum Deed {
    CREATE,
    DIRECT,
    UPDATE,
    JOIN,
    LEAVE,
    INVITE,
    ROLE,
    REMOVE,
    UNBAN,
    MUTE,
    EDIT,
    DELETE,
    REACT,
    PIN,
    /** The one that is done to any channel, not only to a room. */
    ERASE,
    /** The one that is done to a person's own channel. */
    FORGET,
    /** Of a person's own channel, too, as are the two that follow. */
    READ_NOTIFICATIONS("user_read"),
    PREFER("user_prefer"),
    PUSH("user_push"),
    /** Of what is kept for a time only. */
    PRUNE("prune_people"),
    /** Of no channel: somebody's tokens are believed no longer. */
    REVOKE("revoke_tokens"),
    /** Of no channel, as are those that follow: what applications outside are told of. */
    SET_WEBHOOKS("set_webhooks"),
    WEBHOOK_STEP("webhook_step"),
    SETTLE_LETTERS("settle_letters"),
    FORGET_WEBHOOK("forget_webhook"),
    /** Of all live channels that something waits for in the outbox. */
    OUTBOX_STEP("outbox_step"),
    /** Of no channel: how the outbox is run. */
    SET_OUTBOX("set_outbox"),
    /** Of what live channels keep for a time only. */
    TRIM_LIVE("trim_live_step");

    private final String function;

    Deed() {
        this.function = "room_" + name().toLowerCase(Locale.ROOT);
    }

    Deed(String function) {
        this.function = function;
    }

    /** The function's name within the schema {@code parley}. */
    public String function() {
        return function;
    }
}

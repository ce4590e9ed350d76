package dev.parley.persistence;

import java.util.Locale;

/**
 * What can be asked about rooms, each of one STABLE SQL function {@code (args jsonb, epoch text) →
 * parley.answer}, which sees one state of the tables. The outcome is {@code ok} or a failure type's
 * word; the reply is JSON text, for a refusal its sentence.
 */
public enum Matter {
    ROOM,
    MEMBERS,
    BANS,
    PUBLIC_ROOMS,
    MY_ROOMS,
    HISTORY,
    MESSAGE,
    REACTIONS,
    PINS,
    THREAD,
    SEARCH,
    /** The one that also writes: how far people have read; repeating it changes nothing more. */
    MARKS,
    RECEIPTS,
    UNREAD,
    TYPIST,
    INBOX,
    EXPORT,
    VISITS,
    NOTIFICATIONS,
    NOTIFICATION_COUNT,
    REVOCATIONS,
    WEBHOOKS,
    DEAD_LETTERS,
    PRESENCES,
    /** One that writes, too: how people were last seen; repeating it changes nothing more. */
    KEEP_PRESENCES;

    private final String function = "ask_" + name().toLowerCase(Locale.ROOT);

    /** The function's name within the schema {@code parley}. */
    public String function() {
        return function;
    }
}

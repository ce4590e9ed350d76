package dev.parley.session;

import dev.parley.config.SessionSettings;

/**
 * The times of one session's life, in milliseconds of a clock that never goes back: when it was heard,
 * pinged, filled up, and when the patience with a stranger, its token, or its stay during a drain, ends.
 * Looked at by its loop's scan; no timer of its own.
 */
final class Pulse {

    /** How long before its end a token's end is announced. */
    static final long NOTICE_MS = 30_000;
    /** How long after that announcement a session without a new token is closed. */
    static final long GRACE_MS = 25_000;

    private static final long NEVER = Long.MAX_VALUE;

    /** What a look at the clock asks for. */
    enum Need { NOTHING, PING, WARN, DIE_STRANGE, DIE_SILENT, DIE_SLOW, DIE_EXPIRED, MOVE }

    private long heardAt;
    private long pingedAt = NEVER;
    private long measureAt;
    private long fullAt = NEVER;
    private long signInAt;
    private long warnAt = NEVER;
    private long expireAt = NEVER;
    private long moveAt = NEVER;

    Pulse(long now, SessionSettings settings) {
        heardAt = now;
        signInAt = now + settings.signInMs();
        measureAt = settings.measureEveryMs() == 0 ? NEVER : now + settings.pingAfterMs();
    }

    void heard(long now) {
        heardAt = now;
        pingedAt = NEVER;
    }

    void full(long now) {
        if (fullAt == NEVER) {
            fullAt = now;
        }
    }

    void drained() {
        fullAt = NEVER;
    }

    void move(long at) {
        moveAt = at;
    }

    /** A token was accepted that ends so much later. */
    void token(long now, long lastsMs) {
        signInAt = NEVER;
        warnAt = now + Math.max(0, lastsMs - NOTICE_MS);
        expireAt = NEVER;
    }

    /**
     * The most urgent need now; asking again tells the next one.
     *
     * @param listening false while we cannot know whether the client is alive: its silence proves nothing
     */
    Need look(long now, SessionSettings settings, boolean listening) {
        if (now >= moveAt) {
            return Need.MOVE;
        }
        if (now >= expireAt) {
            return Need.DIE_EXPIRED;
        }
        if (now >= signInAt) {
            return Need.DIE_STRANGE;
        }
        if (fullAt != NEVER && now - fullAt >= settings.outboxLagMsMax()) {
            return Need.DIE_SLOW;
        }
        if (now >= warnAt) {
            warnAt = NEVER;
            expireAt = now + GRACE_MS;
            return Need.WARN;
        }
        return listening ? silence(now, settings) : Need.NOTHING;
    }

    private Need silence(long now, SessionSettings settings) {
        if (pingedAt != NEVER) {
            return now - pingedAt >= settings.deadAfterMs() ? Need.DIE_SILENT : Need.NOTHING;
        }
        if (now - heardAt >= settings.pingAfterMs()) {
            pingedAt = now;
            measured(now, settings);
            return Need.PING;
        }
        if (now >= measureAt) {
            measured(now, settings);
            return Need.PING;
        }
        return Need.NOTHING;
    }

    /** A ping measures the way, too; who talks all the time is asked now and then for that alone. */
    private void measured(long now, SessionSettings settings) {
        measureAt = settings.measureEveryMs() == 0 ? NEVER : now + settings.measureEveryMs();
    }
}

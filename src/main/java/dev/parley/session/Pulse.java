package dev.parley.session;

import dev.parley.config.SessionSettings;

/**
 * The times of one session's life, in milliseconds of a clock that never goes back: when it was heard,
 * pinged, filled up, and when its token, or its stay during a drain, ends. Looked at by its loop's scan; no
 * timer of its own.
 */
final class Pulse {

    /** How long before its end a token's end is announced. */
    static final long NOTICE_MS = 30_000;
    /** How long after that announcement a session without a new token is closed. */
    static final long GRACE_MS = 25_000;

    private static final long NEVER = Long.MAX_VALUE;

    /** What a look at the clock asks for. */
    enum Need { NOTHING, PING, WARN, DIE_SILENT, DIE_SLOW, DIE_EXPIRED, MOVE }

    private long heardAt;
    private long pingedAt = NEVER;
    private long fullAt = NEVER;
    private long warnAt = NEVER;
    private long expireAt = NEVER;
    private long moveAt = NEVER;

    Pulse(long now) {
        heardAt = now;
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
        warnAt = now + Math.max(0, lastsMs - NOTICE_MS);
        expireAt = NEVER;
    }

    /**
     * The most urgent need now; asking again tells the next one.
     *
     * @param listening false while we do not read what the client sends: its silence proves nothing
     */
    Need look(long now, SessionSettings settings, boolean listening) {
        if (now >= moveAt) {
            return Need.MOVE;
        }
        if (now >= expireAt) {
            return Need.DIE_EXPIRED;
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
            return Need.PING;
        }
        return Need.NOTHING;
    }
}

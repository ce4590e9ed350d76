package dev.parley.transport.engineio;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The server's pings to one client, and the end when nothing answers, to the millisecond: a timer of its own.
 */
final class Heartbeat {

    /** A timer may be late by this part of the time for an answer, which is then shorter, not later. */
    private static final int GRACE = 4;

    private final EngineParts parts;
    private final Runnable ping;
    private final Runnable dead;
    private ScheduledFuture<?> timer;
    private long pingedAt = EngineParts.now();
    private long sentAtNanos;
    private boolean awaiting;
    private boolean deaf;

    /**
     * @param ping sends one
     * @param dead ends the connection
     */
    Heartbeat(EngineParts parts, Runnable ping, Runnable dead) {
        this.parts = parts;
        this.ping = ping;
        this.dead = dead;
        schedule();
    }

    /** Anything came from the client. */
    void heard() {
        if (awaiting) {
            awaiting = false;
            schedule();
        }
    }

    /** How long the answer to the last ping took; once. */
    OptionalLong answered() {
        var sent = sentAtNanos;
        sentAtNanos = 0;
        return sent == 0 ? OptionalLong.empty() : OptionalLong.of(System.nanoTime() - sent);
    }

    /** Does the client count as dead by now, though the timer may not have said so yet? */
    boolean overdue() {
        var silence = EngineParts.now() - pingedAt;
        return !deaf && (awaiting ? silence >= parts.settings().pingTimeoutMs()
            : silence >= parts.settings().pingIntervalMs() + parts.settings().pingTimeoutMs());
    }

    /** While the client is not read, its silence proves nothing. */
    void listens(boolean yes) {
        if (deaf == yes) {
            deaf = !yes;
            if (awaiting && yes) {
                pingedAt = EngineParts.now();
                schedule();
            }
        }
    }

    void stop() {
        timer.cancel(false);
    }

    private void schedule() {
        if (timer != null) {
            timer.cancel(false);
        }
        var due = pingedAt
            + (awaiting ? parts.settings().pingTimeoutMs() : parts.settings().pingIntervalMs());
        timer = parts.lines().context().nettyEventLoop().schedule(
            () -> parts.lines().context().dispatch(this::beat), Math.max(0, due - EngineParts.now()),
            TimeUnit.MILLISECONDS);
    }

    private void beat() {
        if (!awaiting) {
            pingedAt = Math.max(pingedAt + parts.settings().pingIntervalMs(),
                EngineParts.now() - parts.settings().pingTimeoutMs() / GRACE);
            awaiting = true;
            schedule();
            sentAtNanos = System.nanoTime();
            ping.run();
        } else if (!deaf) {
            dead.run();
        }
    }
}

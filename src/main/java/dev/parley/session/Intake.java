package dev.parley.session;

import dev.parley.config.SessionSettings;

/**
 * How much of what a client sends is taken: the rate of its frames, the commands under way, and whether its
 * pipe is read at all.
 */
final class Intake {

    /** A reason not to read. */
    enum Pause { FULL, PENDING, VERIFYING, FLOOD }

    private final Transport transport;
    private final SessionSettings settings;
    private final TokenBucket rate;
    private int pauses;
    private int pending;
    private long floodEndsAt;

    Intake(Transport transport, SessionSettings settings, long now) {
        this.transport = transport;
        this.settings = settings;
        this.rate = new TokenBucket(settings.commandsPerSecond(), settings.commandsBurst(), now);
    }

    /**
     * Counts one frame: 0 when it is within the rate, else the milliseconds until one is again. Who hammers
     * on regardless is not read until the debt is paid.
     */
    long cost(long now) {
        var wait = rate.take(now);
        if (wait > 0 && rate.overdrawnMs() > 0) {
            floodEndsAt = now + rate.overdrawnMs();
            pause(Pause.FLOOD, true);
        }
        return wait;
    }

    void started() {
        pending++;
        if (pending >= settings.commandsPendingMax()) {
            pause(Pause.PENDING, true);
        }
    }

    void finished() {
        pending--;
        if (pending <= settings.commandsPendingMax() / 2) {
            pause(Pause.PENDING, false);
        }
    }

    /** Is the client heard now? Also ends a pause whose time is over. */
    boolean listens(long now) {
        if (paused(Pause.FLOOD) && now >= floodEndsAt) {
            pause(Pause.FLOOD, false);
        }
        return pauses == 0;
    }

    boolean paused(Pause why) {
        return (pauses & 1 << why.ordinal()) != 0;
    }

    void pause(Pause why, boolean wanted) {
        var before = pauses;
        pauses = wanted ? pauses | 1 << why.ordinal() : pauses & ~(1 << why.ordinal());
        if ((before == 0) != (pauses == 0)) {
            transport.reading(pauses == 0);
        }
    }
}

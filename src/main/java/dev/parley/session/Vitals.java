package dev.parley.session;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How one session lives: since when and on what, how far its client is away, and what its pulse asks for now.
 */
final class Vitals {

    /** How long a session that has to move waits for the answers to what it has asked. */
    private static final long LEAVE_MS = 1_000;
    private static final long UNKNOWN = -1;

    private final Session session;
    private final Sessions loop;
    private final Transport transport;
    private final Intake intake;
    private final Turns turns;
    private final Pulse pulse;
    private final long sinceMs;
    private long roundTripNanos = UNKNOWN;
    private long backlog;
    private Closing ending;
    private long leaveBy = UNKNOWN;

    Vitals(Session session, Sessions loop, Transport transport, Intake intake, Turns turns) {
        this.session = session;
        this.loop = loop;
        this.transport = transport;
        this.intake = intake;
        this.turns = turns;
        this.pulse = new Pulse(loop.now(), loop.parts().settings());
        this.sinceMs = loop.parts().clock().millis();
    }

    void heard() {
        pulse.heard(loop.now());
    }

    /** A ping came back after so long. */
    void measured(long nanos) {
        roundTripNanos = nanos;
        loop.meters().measured(nanos);
    }

    void tokenLasts(long ms) {
        pulse.token(loop.now(), ms);
    }

    void full() {
        pulse.full(loop.now());
        intake.pause(Intake.Pause.FULL, true);
        backlog = transport.backlog();
    }

    /** True when it was full until now. */
    boolean drained() {
        if (!intake.paused(Intake.Pause.FULL)) {
            return false;
        }
        pulse.drained();
        intake.pause(Intake.Pause.FULL, false);
        return true;
    }

    void move(long at) {
        pulse.move(at);
    }

    /** Ends it a moment later, so that what is to be answered before still is. */
    void endSoon(Closing why) {
        ending = why;
    }

    /** Sends its client elsewhere, once what is under way is answered, or has taken too long. */
    void leave(long now) {
        if (!intake.busy() || leaveBy != UNKNOWN && now >= leaveBy) {
            session.close(Closing.MOVING);
        } else if (leaveBy == UNKNOWN) {
            leaveBy = now + LEAVE_MS;
            var vertx = loop.parts().vertx();
            intake.leave(() -> vertx.runOnContext(answered -> leave(loop.now())));
        }
    }

    /** What its loop's scan calls, several times a second. */
    void look(long now) {
        if (ending != null) {
            session.close(ending);
            return;
        }
        var listens = intake.listens(now);
        turns.resume();
        switch (pulse.look(now, loop.parts().settings(), listens || takes(now))) {
            case NOTHING -> { }
            case PING -> transport.ping();
            case WARN -> transport.notice(OwnCommands.expiring(session.who().identity()));
            case MOVE -> leave(now);
            case DIE_STRANGE -> session.close(Closing.STRANGE);
            case DIE_SILENT -> session.close(Closing.SILENT);
            case DIE_SLOW -> session.close(Closing.SLOW);
            case DIE_EXPIRED -> session.close(Closing.EXPIRED);
        }
    }

    /**
     * What fills a full pipe is not read; that it takes something is its client's sign of life then. False
     * when it cannot be known.
     */
    private boolean takes(long now) {
        var left = intake.paused(Intake.Pause.FULL) ? transport.backlog() : UNKNOWN;
        if (left < 0) {
            return false;
        }
        if (left < backlog) {
            pulse.heard(now);
        }
        backlog = left;
        return true;
    }

    /** The session as its user sees it in a list. */
    JsonObject shown() {
        var shown = new JsonObject().put("session", session.id()).put("node", loop.parts().nodeId())
            .put("transport", transport.name()).put("since", OwnCommands.time(Instant.ofEpochMilli(sinceMs)))
            .put("expiresAt", OwnCommands.time(session.who().identity().expiresAt()));
        if (!transport.device().isEmpty()) {
            shown.put("device", transport.device());
        }
        if (roundTripNanos != UNKNOWN) {
            shown.put("roundTripMs", TimeUnit.NANOSECONDS.toMicros(roundTripNanos) / 1_000.0);
        }
        return shown;
    }
}

package dev.parley.session;

import dev.parley.config.SessionSettings;
import dev.parley.limit.Admission;
import dev.parley.limit.Allowance;
import dev.parley.limit.Kind;
import dev.parley.limit.Pass;
import dev.parley.limit.Toll.Limit;
import java.util.Optional;

/**
 * How much of what a client sends is taken: the rates of its frames, bytes and subscriptions, its own, its
 * user's and its address', the commands under way, and whether its pipe is read at all.
 */
final class Intake {

    /** A reason not to read. */
    enum Pause { FULL, PENDING, VERIFYING, FLOOD, BYTES, LEAVING }

    /** What a frame costs at least, so that a flood of tiny ones is a flood. */
    private static final int FRAME_BYTES_MIN = 4_096;

    private final Transport transport;
    private final SessionSettings settings;
    private final Admission admission;
    private final Allowance own;
    private final Allowance address;
    private Optional<Pass> user = Optional.empty();
    private Optional<Runnable> rested = Optional.empty();
    private int pauses;
    private int pending;
    private long floodEndsAt;
    private long bytesEndAt;

    Intake(Transport transport, SessionSettings settings, Admission admission) {
        this.transport = transport;
        this.settings = settings;
        this.admission = admission;
        this.own = admission.session();
        this.address = transport.address();
    }

    /** Counts the session for its user, from its first token on. Throws {@code rate_limited}. */
    void belongsTo(String name) {
        if (user.isEmpty()) {
            user = Optional.of(admission.user(name));
        }
    }

    /** The session is over. */
    void end() {
        user.ifPresent(Pass::close);
    }

    /**
     * Counts one frame: 0 when it is within the rates, else the milliseconds until one is again. Who hammers
     * on regardless is not read until the debt is paid.
     */
    long cost(long now) {
        var wait = own.charge(Kind.COMMANDS, 1);
        if (wait > 0) {
            admission.toll().count(Limit.COMMANDS_SESSION);
            if (wait >= settings.commandsBurst() * 1000L / settings.commandsPerSecond()) {
                floodEndsAt = now + wait;
                pause(Pause.FLOOD, true);
            }
            return wait;
        }
        return shared(Kind.COMMANDS, 1, Limit.COMMANDS_USER, Limit.COMMANDS_ADDRESS);
    }

    /** Counts so many subscriptions, all or none: 0, or the milliseconds until they are possible. */
    long registrations(int count) {
        var wait = own.take(Kind.REGISTRATIONS, count);
        if (wait > 0) {
            admission.toll().count(Limit.REGISTRATIONS_SESSION);
            return wait;
        }
        return shared(Kind.REGISTRATIONS, count, Limit.REGISTRATIONS_USER, Limit.REGISTRATIONS_ADDRESS);
    }

    private long shared(Kind kind, int count, Limit ofUser, Limit ofAddress) {
        if (user.isPresent()) {
            var wait = user.get().allowance().take(kind, count);
            if (wait > 0) {
                admission.toll().count(ofUser);
                return wait;
            }
        }
        var wait = address.take(kind, count);
        if (wait > 0) {
            admission.toll().count(ofAddress);
        }
        return wait;
    }

    /** Counts the bytes of a frame; those of an address are counted at its entrance. Too many wait unread. */
    void received(int bytes, long now) {
        charge(Math.max(bytes, FRAME_BYTES_MIN), now);
        slow(address.owed(Kind.BYTES), Limit.BYTES_ADDRESS, now);
    }

    /** Counts the bytes of a reply, so that nobody asks for much more than he could send. */
    void replied(int bytes, long now) {
        charge(bytes, now);
    }

    private void charge(int counted, long now) {
        slow(own.charge(Kind.BYTES, counted), Limit.BYTES_SESSION, now);
        if (user.isPresent()) {
            slow(user.get().allowance().charge(Kind.BYTES, counted), Limit.BYTES_USER, now);
        }
    }

    private void slow(long wait, Limit limit, long now) {
        if (wait > 0) {
            bytesEndAt = Math.max(bytesEndAt, now + wait);
            if (!paused(Pause.BYTES)) {
                admission.toll().count(limit);
                pause(Pause.BYTES, true);
            }
        }
    }

    /** May a question begin, whose reply may be large? Not while the client is in debt, or takes nothing. */
    boolean answers(long now) {
        user.ifPresent(pass -> slow(pass.allowance().owed(Kind.BYTES), Limit.BYTES_USER, now));
        return !paused(Pause.FULL) && !paused(Pause.BYTES);
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
        if (pending == 0) {
            rested.ifPresent(Runnable::run);
        }
    }

    /** Is something of this client under way? */
    boolean busy() {
        return pending > 0 || paused(Pause.VERIFYING);
    }

    /** Begins nothing new, and tells when nothing is under way any more. */
    void leave(Runnable then) {
        pause(Pause.LEAVING, true);
        rested = Optional.of(then);
    }

    /** Is the client heard now? Also ends the pauses whose time is over. */
    boolean listens(long now) {
        if (paused(Pause.FLOOD) && now >= floodEndsAt) {
            pause(Pause.FLOOD, false);
        }
        if (paused(Pause.BYTES) && now >= bytesEndAt) {
            pause(Pause.BYTES, false);
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

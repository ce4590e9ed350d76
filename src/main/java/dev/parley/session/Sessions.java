package dev.parley.session;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of one event loop, all looked at by one timer: each of them every half second, a part at a
 * time, so that ten thousand pings do not fall into one moment.
 */
public final class Sessions {

    private static final int PARTS = 16;
    private static final long PART_MS = 500 / PARTS;
    private static final long PREFIX_BITS = 52;
    private static final int RADIX = 36;

    private final SecureRandom random = new SecureRandom();
    private final SessionParts parts;
    private final ContextInternal context;
    private final CommandTable commands;
    private final SessionMeters meters;
    private final String prefix;
    private final Roll roll = new Roll(this);
    private final List<Set<Session>> wheel = new ArrayList<>(PARTS);
    private final Set<Session> parting = new HashSet<>();
    private final long timer;
    private long opened;
    private int open;
    private int turn;
    private boolean shut;
    private Drain drain;
    private Optional<MessageConsumer<?>> ear = Optional.empty();

    /** On the loop's context. */
    public Sessions(SessionParts parts) {
        this.parts = parts;
        this.context = (ContextInternal) parts.vertx().getOrCreateContext();
        this.commands = new CommandTable(parts.offers(), new OwnCommands(parts), parts.meters());
        this.meters = new SessionMeters(parts.meters(), parts.loop());
        this.prefix = "s" + Long.toString(random.nextLong() >>> (Long.SIZE - PREFIX_BITS), RADIX);
        for (int i = 0; i < PARTS; i++) {
            wheel.add(new LinkedHashSet<>());
        }
        this.timer = parts.vertx().setPeriodic(PART_MS, tick -> look());
    }

    /** A new session above a pipe that is open. */
    public Session open(Transport transport) {
        opened++;
        var session = new Session(this, transport, prefix + "-" + Long.toString(opened, RADIX));
        wheel.get(partOf(session)).add(session);
        open++;
        meters.opened(transport.name());
        if (drain != null) {
            context.runOnContext(opened -> drain.tell(session, open, now(), 0));
        }
        return session;
    }

    /** Where the sessions of a loop answer. */
    static String address(int loop) {
        return Addresses.instance("sessions", loop);
    }

    /** Answers, from now on, who asks for them on this node's bus. */
    public void answer(Bus bus) {
        ear = Optional.of(bus.<Record>answer(address(parts.loop()), this::answer));
    }

    private Future<?> answer(Record asked) {
        return Future.succeededFuture(switch ((LoopQuestion) asked) {
            case LoopQuestion.OfUser(var user) -> roll.of(user);
            case LoopQuestion.End end -> roll.end(end);
            case LoopQuestion.Purge(var revocation) -> roll.purge(revocation);
        });
    }

    /** How many are open. */
    public int size() {
        return open;
    }

    /** Takes no new session from now on; how many are here. */
    public int shut() {
        shut = true;
        return open;
    }

    /** Nobody new is wanted. Doors refuse whoever would begin a session; one that slips in is sent on. */
    public boolean draining() {
        return shut;
    }

    /**
     * Sends all sessions elsewhere, spread evenly over the time; each is told when it shall come back, and
     * closed then. Succeeds when the last pipe is gone.
     *
     * @param phase which part of the time between two of them passes before the first
     * @param urls  where they may go; empty = anywhere
     */
    public Future<Void> drain(int spreadMs, double phase, List<String> urls) {
        shut = true;
        if (drain == null) {
            drain = new Drain(urls, Promise.promise());
        }
        var all = new ArrayList<Session>(open);
        wheel.forEach(all::addAll);
        Collections.shuffle(all, new SecureRandom());
        var now = now();
        for (int i = 0; i < all.size(); i++) {
            drain.tell(all.get(i), i, now, (long) (spreadMs * (i + phase) / all.size()));
        }
        emptied();
        if (spreadMs == 0) {
            all.forEach(session -> session.vitals().leave(now));
        }
        return drain.done().future();
    }

    /** Ends the timer and the gauges; the sessions are gone before. */
    public void stop() {
        parts.vertx().cancelTimer(timer);
        meters.remove();
        ear.ifPresent(MessageConsumer::unregister);
    }

    SessionParts parts() {
        return parts;
    }

    CommandTable commands() {
        return commands;
    }

    SessionMeters meters() {
        return meters;
    }

    /**
     * The same future, but heard on this loop whoever completes it: nobody may promise that for all others.
     */
    <T> Future<T> here(Future<T> anywhere) {
        Promise<T> here = context.promise();
        anywhere.onComplete(here);
        return here.future();
    }

    /** Milliseconds of a clock that never goes back. */
    long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** A session has found its user. */
    void knows(Session session, String user) {
        roll.enter(session, user);
    }

    /** A session is told why it ends; its pipe may be there for a moment more. */
    void parting(Session session, Closing why) {
        meters.closing(why);
        parting.add(session);
    }

    /** A session has ended, or its pipe is gone after that. */
    void left(Session session, String transport) {
        if (wheel.get(partOf(session)).remove(session)) {
            if (session.who().known()) {
                roll.leave(session, session.user());
            }
            open--;
            meters.left(transport);
        } else {
            parting.remove(session);
        }
        emptied();
    }

    private void emptied() {
        if (drain != null && open + parting.size() == 0) {
            drain.done().tryComplete();
        }
    }

    private static int partOf(Session session) {
        return Math.floorMod(session.id().hashCode(), PARTS);
    }

    private void look() {
        turn = (turn + 1) % PARTS;
        var now = now();
        List.copyOf(wheel.get(turn)).forEach(session -> session.vitals().look(now));
    }

    /** A drain under way. */
    private record Drain(List<String> urls, Promise<Void> done) {

        /** Each is sent to another node first than the one before it, so that all get the same number. */
        void tell(Session session, int number, long now, long afterMs) {
            var turned = new ArrayList<>(urls);
            Collections.rotate(turned, number);
            session.move(now, afterMs, new JsonObject().put("type", "session.moving")
                .put("reconnectAfterMs", afterMs).put("urls", new JsonArray(turned)));
        }
    }
}

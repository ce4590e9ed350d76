package dev.parley.session;

import dev.parley.hub.Start;
import dev.parley.hub.Subscription;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;

/** The channels that one session has registered for, granted or still asked for. */
final class Registrations {

    /** What an opening fails with when its end came first. */
    static final RefusedException OVERTAKEN = new Refusal(FailureType.CONFLICT,
        "The end of this subscription was asked for before it began.").asException();

    private final Session session;
    private final SessionParts parts;
    private final Attendance attendance;
    private final Map<String, Opening> byChannel = new HashMap<>(4);
    private boolean knownToHub;

    Registrations(Session session, SessionParts parts, Attendance attendance) {
        this.session = session;
        this.parts = parts;
        this.attendance = attendance;
    }

    /** Opens a subscription; a former one to the channel is replaced. */
    Future<Subscription> open(String channel, Start start) {
        var most = parts.settings().registrationsMax();
        if (!byChannel.containsKey(channel) && byChannel.size() >= most) {
            return Future.failedFuture(new Refusal(FailureType.TOO_LARGE,
                "A session may have " + most + " registrations at most.").asException());
        }
        var before = byChannel.getOrDefault(channel, Opening.SETTLED);
        var mine = new Opening();
        byChannel.put(channel, mine);
        knownToHub = true;
        Promise<Subscription> answer = Promise.promise();
        parts.hub().open(session, channel, start).onComplete(opened ->
            before.then(() -> settle(channel, mine, opened, answer)));
        return answer.future();
    }

    /** Each has its answer, in order; the events are those of the last. */
    private void settle(String channel, Opening mine, AsyncResult<Subscription> opened,
                        Promise<Subscription> answer) {
        var present = byChannel.get(channel);
        if (present == mine && opened.succeeded()) {
            byChannel.put(channel, Opening.SETTLED);
            attendance.entered(channel);
        } else if (present == mine) {
            forget(channel);
        }
        if (present == null) {
            answer.fail(OVERTAKEN);
        } else {
            answer.handle(opened);
        }
        mine.settle(parts.vertx());
    }

    void close(String channel) {
        if (forget(channel)) {
            parts.hub().close(session, channel);
        }
    }

    /** The hub ended it; false when the session had ended it before. */
    boolean ended(String channel) {
        return forget(channel);
    }

    /** The session is over. */
    void clear() {
        attendance.lost();
        byChannel.clear();
        if (knownToHub) {
            knownToHub = false;
            parts.hub().leave(session);
        }
    }

    private boolean forget(String channel) {
        if (byChannel.remove(channel) == null) {
            return false;
        }
        attendance.left(channel);
        return true;
    }
}

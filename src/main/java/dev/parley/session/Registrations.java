package dev.parley.session;

import dev.parley.hub.Start;
import dev.parley.hub.Subscription;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** The channels that one session has registered for, granted or still asked for. */
final class Registrations {

    /** What an opening fails with when a later one, or an end, came first. */
    static final RefusedException OVERTAKEN = new Refusal(FailureType.CONFLICT,
        "A later subscribe or unsubscribe of this channel came first.").asException();

    private final Session session;
    private final SessionParts parts;
    private final Attendance attendance;
    private final Map<String, Object> byChannel = new HashMap<>(4);
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
        var mark = new Object();
        byChannel.put(channel, mark);
        knownToHub = true;
        return parts.hub().open(session, channel, start).transform(opened -> {
            if (byChannel.get(channel) != mark) {
                return Future.failedFuture(OVERTAKEN);
            }
            if (opened.failed()) {
                forget(channel);
                return Future.failedFuture(opened.cause());
            }
            attendance.entered(channel);
            return Future.succeededFuture(opened.result());
        });
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

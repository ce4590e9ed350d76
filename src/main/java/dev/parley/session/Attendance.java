package dev.parley.session;

import dev.parley.presence.Arrival;
import dev.parley.presence.Presences;
import dev.parley.protocol.Caller;

/** What one session tells of itself to the presence of its node, from its first token to its end. */
final class Attendance {

    private final String session;
    private final Transport transport;
    private final Presences presences;
    private boolean arrived;
    private boolean farewell;
    private boolean over;

    Attendance(String session, Transport transport, Presences presences) {
        this.session = session;
        this.transport = transport;
        this.presences = presences;
    }

    /** Its user is known; more than once says nothing more. */
    void of(Caller caller) {
        if (!arrived && !over && transport.present()) {
            arrived = true;
            presences.opened(new Arrival(session, caller.user(), caller.name()));
        }
    }

    void entered(String channel) {
        if (arrived) {
            presences.subscribed(session, channel);
        }
    }

    void left(String channel) {
        if (arrived) {
            presences.unsubscribed(session, channel);
        }
    }

    /** The client has said that it leaves for good. */
    void farewell() {
        farewell = true;
    }

    /** The client is gone. */
    void lost() {
        end(!farewell);
    }

    /** The server has ended it; {@code stays}: the client is likely back in a moment. */
    void end(boolean stays) {
        over = true;
        if (arrived) {
            arrived = false;
            presences.closed(session, stays);
        }
    }
}

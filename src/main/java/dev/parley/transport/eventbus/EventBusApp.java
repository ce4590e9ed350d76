package dev.parley.transport.eventbus;

import dev.parley.session.Sessions;
import dev.parley.transport.Visit;
import dev.parley.transport.sockjs.SockJsApp;
import dev.parley.transport.socket.Line;

/** The event-bus bridge over SockJS. */
public final class EventBusApp implements SockJsApp {

    private final Sessions sessions;
    private final int frameBytesMax;

    public EventBusApp(Sessions sessions, int frameBytesMax) {
        this.sessions = sessions;
        this.frameBytesMax = frameBytesMax;
    }

    @Override
    public boolean closing() {
        return sessions.draining();
    }

    @Override
    public Line.Listener socket(Line line, Visit visit) {
        return new Bridge(sessions, line, SockJsFormat.INSTANCE, false, visit, frameBytesMax);
    }

    @Override
    public Line.Listener polled(Line line, Visit visit) {
        return new Bridge(sessions, line, SockJsElement.INSTANCE, false, visit, frameBytesMax);
    }
}

package dev.parley.transport.sockjs;

import dev.parley.hub.WireFormat;
import dev.parley.transport.Visit;
import dev.parley.transport.socket.Line;

/** What is offered over SockJS. */
public interface SockJsApp {

    /** The format of events over WebSockets: whole frames. */
    WireFormat socketEvents();

    /** The format of events over the fall-backs: one quoted string, an element of a SockJS array. */
    WireFormat polledEvents();

    /** Nobody new is wanted: this node goes to rest. */
    boolean closing();

    /**
     * Somebody connected.
     *
     * @param visit what the first request told
     */
    Line.Listener open(Line line, Visit visit);
}

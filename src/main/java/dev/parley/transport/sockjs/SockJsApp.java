package dev.parley.transport.sockjs;

import dev.parley.transport.Visit;
import dev.parley.transport.socket.Line;

/** What is offered over SockJS. */
public interface SockJsApp {

    /** Nobody new is wanted: this node goes to rest. */
    boolean closing();

    /**
     * Somebody connected by a WebSocket; the line takes events as whole frames.
     *
     * @param visit what the first request told
     */
    Line.Listener socket(Line line, Visit visit);

    /**
     * Somebody connected by a fall-back; the line takes events as quoted strings, elements of a SockJS
     * array.
     *
     * @param visit what the first request told
     */
    Line.Listener polled(Line line, Visit visit);
}

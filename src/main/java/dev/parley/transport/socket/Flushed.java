package dev.parley.transport.socket;

/** A socket that was written to and waits for its {@link Flusher}. */
public interface Flushed {

    /** Hands what was written to the system; on the socket's event loop. */
    void flush();
}

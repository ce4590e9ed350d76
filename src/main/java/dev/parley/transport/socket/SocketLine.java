package dev.parley.transport.socket;

/** A WebSocket as a line: it also carries binary messages. */
public interface SocketLine extends Line {

    /** Takes a binary message, always. */
    void send(byte[] bytes);
}

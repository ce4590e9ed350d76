package dev.parley.transport.socket;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/** A WebSocket as a line: it also carries binary messages, and whole frames that were made elsewhere. */
public interface SocketLine extends Line {

    /**
     * Takes a frame, which is made only when there is room for it; false when the pipe is full,
     * {@link Listener#drained()} follows then.
     */
    boolean offer(Supplier<ByteBuf> frame);

    /** Takes a binary message, always. */
    void send(byte[] bytes);
}

package dev.parley.transport.socket;

import io.netty.buffer.ByteBuf;

/** The last ping of a line, which tells how far its peer is away when it comes back. */
final class Echo {

    private long sentAt;

    /** What the next ping carries. */
    long send() {
        sentAt = System.nanoTime();
        return sentAt;
    }

    /** A pong came. Only the last ping counts, and once: others may be anything that a client makes up. */
    void heard(ByteBuf pong, Line.Listener listener) {
        if (sentAt != 0 && pong.readableBytes() == Long.BYTES && pong.readLong() == sentAt) {
            listener.measured(System.nanoTime() - sentAt);
            sentAt = 0;
        }
    }
}

package dev.parley.transport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

/**
 * What TLS asks of whoever writes shared frames. It joins small writes in the first one's buffer: so it gets
 * them read-only. It does not count what waits for it: so no more than a bound waits between two flushes.
 */
public final class Seal {

    private final boolean encrypted;
    private final int waitingMax;
    private int waiting;

    /** @param waitingMax bytes between two flushes */
    public Seal(Channel channel, int waitingMax) {
        this.encrypted = channel.pipeline().get(SslHandler.class) != null;
        this.waitingMax = waitingMax;
    }

    /** A shared frame as it may be written. */
    public ByteBuf shared(ByteBuf frame) {
        return encrypted ? frame.asReadOnly() : frame;
    }

    /** So many bytes are written; true when they must be flushed now. */
    public boolean overflows(int bytes) {
        waiting += bytes;
        return encrypted && waiting >= waitingMax;
    }

    /** All that was written is flushed. */
    public void flushed() {
        waiting = 0;
    }
}

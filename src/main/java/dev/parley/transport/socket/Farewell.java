package dev.parley.transport.socket;

import dev.parley.limit.Allowance;
import dev.parley.limit.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * What still comes after our close frame. It is read until the peer answers, as closing with bytes unread
 * would reset the connection under our frame; but not for longer, nor more, than an honest peer needs.
 */
final class Farewell {

    /** How long a peer may take to answer a close frame. */
    static final int MS = 2_000;

    /** What may have been on its way to us. */
    private static final int BYTES_MAX = 16 << 20;

    /** What a frame counts for at least: small ones cost more to read than their bytes. */
    private static final int FRAME_BYTES_MIN = 4_096;

    private final Allowance address;
    private long bytes;

    /** @param address of the peer, on whose account it goes */
    Farewell(Allowance address) {
        this.address = address;
    }

    /** Is it the peer's answer, or more than enough? */
    boolean endsWith(Object read) {
        switch (read) {
            case CloseWebSocketFrame answer -> {
                return true;
            }
            case WebSocketFrame frame -> bytes += Math.max(FRAME_BYTES_MIN, frame.content().readableBytes());
            case ByteBuf undecoded -> bytes += undecoded.readableBytes();
            default -> { }
        }
        return bytes > BYTES_MAX || address.owed(Kind.BYTES) > 0;
    }
}

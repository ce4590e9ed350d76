package dev.parley.transport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Unmasked WebSocket frames, header included (RFC 6455, section 5.2). */
public final class FrameBytes {

    /** The room to leave before a payload whose length is not known yet. */
    public static final int HEADER_MAX = 10;

    private static final int FINAL = 0x80;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private FrameBytes() {
    }

    /** A buffer whose payload is to be written next, and then closed by {@link #text(ByteBuf)}. */
    public static ByteBuf begin(ByteBufAllocator allocator, int payload) {
        return allocator.directBuffer(HEADER_MAX + payload).setIndex(HEADER_MAX, HEADER_MAX);
    }

    /** Makes what was written since {@link #begin} one text frame. */
    public static ByteBuf text(ByteBuf begun) {
        return header(begun, TEXT);
    }

    static ByteBuf text(ByteBufAllocator allocator, byte[] payload) {
        return text(begin(allocator, payload.length).writeBytes(payload));
    }

    static ByteBuf binary(ByteBufAllocator allocator, byte[] payload) {
        return header(begin(allocator, payload.length).writeBytes(payload), BINARY);
    }

    static ByteBuf ping(ByteBufAllocator allocator, long payload) {
        return header(begin(allocator, Long.BYTES).writeLong(payload), PING);
    }

    static ByteBuf pong(ByteBufAllocator allocator, ByteBuf same) {
        return header(begin(allocator, same.readableBytes()).writeBytes(same), PONG);
    }

    /** A code of 0 is a close frame without one. */
    static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        var frame = begin(allocator, Short.BYTES + text.length);
        return header(code == 0 ? frame : frame.writeShort(code).writeBytes(text), CLOSE);
    }

    private static ByteBuf header(ByteBuf frame, int opcode) {
        var length = frame.readableBytes();
        var start = HEADER_MAX - (length < LENGTH_16 ? 2 : length <= 0xFFFF ? 4 : HEADER_MAX);
        frame.setByte(start, FINAL | opcode);
        if (length < LENGTH_16) {
            frame.setByte(start + 1, length);
        } else if (length <= 0xFFFF) {
            frame.setByte(start + 1, LENGTH_16).setShort(start + 2, length);
        } else {
            frame.setByte(start + 1, LENGTH_64).setLong(start + 2, length);
        }
        return frame.readerIndex(start);
    }
}

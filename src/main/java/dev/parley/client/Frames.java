package dev.parley.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * Frames from a client to a server (RFC 6455, section 5.2). The masking key is zero, which the wire allows
 * and which costs nothing: it protects proxies from browsers, and here is neither.
 */
final class Frames {

    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;

    private Frames() {
    }

    static ByteBuf text(ByteBufAllocator allocator, String text) {
        int length = ByteBufUtil.utf8Bytes(text);
        var frame = allocator.buffer(length + 14);
        frame.writeByte(FINAL_TEXT);
        if (length < 126) {
            frame.writeByte(MASKED | length);
        } else if (length < 65_536) {
            frame.writeByte(MASKED | 126).writeShort(length);
        } else {
            frame.writeByte(MASKED | 127).writeLong(length);
        }
        frame.writeInt(0);
        ByteBufUtil.writeUtf8(frame, text);
        return frame;
    }

    /** A goodbye with a code and no reason. */
    static ByteBuf close(ByteBufAllocator allocator, int code) {
        return allocator.buffer(8).writeByte(0x80 | CLOSE).writeByte(MASKED | 2).writeInt(0).writeShort(code);
    }

    /** The answer to a ping, with its payload of at most 125 bytes. */
    static ByteBuf pong(ByteBufAllocator allocator, ByteBuf in, int start, int length) {
        var frame = allocator.buffer(length + 6);
        return frame.writeByte(0x80 | PONG).writeByte(MASKED | length).writeInt(0)
            .writeBytes(in, start, length);
    }
}

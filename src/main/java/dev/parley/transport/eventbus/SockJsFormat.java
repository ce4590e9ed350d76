package dev.parley.transport.eventbus;

import dev.parley.hub.WireFormat;
import dev.parley.protocol.Event;
import dev.parley.transport.socket.FrameBytes;
import dev.parley.transport.sockjs.SockJsText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Events as SockJS array frames in text frames of a WebSocket. */
final class SockJsFormat implements WireFormat {

    static final SockJsFormat INSTANCE = new SockJsFormat();

    @Override
    public int slot() {
        return Formats.SOCKJS_SOCKET;
    }

    @Override
    public ByteBuf encode(Event event, ByteBufAllocator allocator) {
        var plain = plain(event, allocator);
        try {
            var frame = FrameBytes.begin(allocator, plain.readableBytes() * 5 / 4 + 16);
            frame.writeByte('a').writeByte('[');
            SockJsText.quote(plain.array(), plain.arrayOffset() + plain.readerIndex(),
                plain.arrayOffset() + plain.writerIndex(), frame);
            return FrameBytes.text(frame.writeByte(']'));
        } finally {
            plain.release();
        }
    }

    /** The event's message in a buffer with an array behind it; the caller releases it. */
    static ByteBuf plain(Event event, ByteBufAllocator allocator) {
        var plain = allocator.heapBuffer(Envelope.sizeOf(event));
        Envelope.event(event, plain);
        return plain;
    }
}

package dev.parley.transport.eventbus;

import dev.parley.hub.WireFormat;
import dev.parley.protocol.Event;
import dev.parley.transport.socket.FrameBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Events as text frames of the raw WebSocket. */
final class RawFormat implements WireFormat {

    static final RawFormat INSTANCE = new RawFormat();

    @Override
    public int slot() {
        return Formats.RAW;
    }

    @Override
    public ByteBuf encode(Event event, ByteBufAllocator allocator) {
        var frame = FrameBytes.begin(allocator, Envelope.sizeOf(event));
        Envelope.event(event, frame);
        return FrameBytes.text(frame);
    }
}

package dev.parley.transport.socketio;

import dev.parley.hub.WireFormat;
import dev.parley.protocol.Event;
import dev.parley.transport.socket.FrameBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Events as text frames of WebSockets. */
record SocketFormat(EventText text) implements WireFormat {

    @Override
    public int slot() {
        return Formats.SOCKET;
    }

    @Override
    public ByteBuf encode(Event event, ByteBufAllocator allocator) {
        var frame = FrameBytes.begin(allocator, text.sizeOf(event));
        text.write(event, frame);
        return FrameBytes.text(frame);
    }
}

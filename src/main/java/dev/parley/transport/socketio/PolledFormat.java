package dev.parley.transport.socketio;

import dev.parley.hub.WireFormat;
import dev.parley.protocol.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/** Events as packets of polling payloads. */
record PolledFormat(EventText text) implements WireFormat {

    private static final char SEPARATOR = '\u001e';

    @Override
    public int slot() {
        return Formats.POLLED;
    }

    @Override
    public ByteBuf encode(Event event, ByteBufAllocator allocator) {
        return encode(List.of(event), allocator);
    }

    @Override
    public ByteBuf encode(List<? extends Event> events, ByteBufAllocator allocator) {
        var packets = allocator.heapBuffer(events.stream().mapToInt(text::sizeOf).sum() + events.size());
        for (var event : events) {
            if (packets.isReadable()) {
                packets.writeByte(SEPARATOR);
            }
            text.write(event, packets);
        }
        return packets;
    }
}

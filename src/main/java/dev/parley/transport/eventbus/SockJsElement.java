package dev.parley.transport.eventbus;

import dev.parley.hub.WireFormat;
import dev.parley.protocol.Event;
import dev.parley.transport.sockjs.SockJsText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/** Events as elements of SockJS arrays, for the fall-backs, which join them as they can. */
final class SockJsElement implements WireFormat {

    static final SockJsElement INSTANCE = new SockJsElement();

    @Override
    public int slot() {
        return Formats.SOCKJS_POLLED;
    }

    @Override
    public ByteBuf encode(Event event, ByteBufAllocator allocator) {
        var plain = SockJsFormat.plain(event, allocator);
        try {
            var element = allocator.heapBuffer(plain.readableBytes() * 5 / 4 + 2);
            SockJsText.quote(plain.array(), plain.arrayOffset() + plain.readerIndex(),
                plain.arrayOffset() + plain.writerIndex(), element);
            return element;
        } finally {
            plain.release();
        }
    }

    @Override
    public ByteBuf encode(List<? extends Event> events, ByteBufAllocator allocator) {
        var elements = encode(events.getFirst(), allocator);
        for (var event : events.subList(1, events.size())) {
            var element = encode(event, allocator);
            elements.writeByte(',').writeBytes(element);
            element.release();
        }
        return elements;
    }
}

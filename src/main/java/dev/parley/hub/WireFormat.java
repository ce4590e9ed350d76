package dev.parley.hub;

import dev.parley.protocol.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/** How one kind of transport shows events, so that all its sessions on a loop can share the bytes. */
public interface WireFormat {

    /** Its place among the formats of the process: 0 up to {@link Broadcast#FORMATS_MAX} - 1. */
    int slot();

    /** The whole frame, ready for the socket; owned by the caller. */
    ByteBuf encode(Event event, ByteBufAllocator allocator);

    /**
     * Events that follow one another, as one buffer for one write; owned by the caller. Frame after frame,
     * unless the format joins them otherwise.
     */
    default ByteBuf encode(List<? extends Event> events, ByteBufAllocator allocator) {
        if (events.size() == 1) {
            return encode(events.getFirst(), allocator);
        }
        var frames = events.stream().map(event -> encode(event, allocator)).toList();
        var all = allocator.directBuffer(frames.stream().mapToInt(ByteBuf::readableBytes).sum());
        frames.forEach(frame -> {
            all.writeBytes(frame);
            frame.release();
        });
        return all;
    }
}

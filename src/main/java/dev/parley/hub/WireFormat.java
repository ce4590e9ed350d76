package dev.parley.hub;

import dev.parley.protocol.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** How one kind of transport shows events, so that all its sessions on a loop can share the bytes. */
public interface WireFormat {

    /** Its place among the formats of the process: 0 up to {@link Broadcast#FORMATS_MAX} - 1. */
    int slot();

    /** The whole frame, ready for the socket; owned by the caller. */
    ByteBuf encode(Event event, ByteBufAllocator allocator);
}

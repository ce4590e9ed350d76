package dev.parley.transport.socketio;

import dev.parley.hub.Broadcast;
import dev.parley.hub.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * The events of a namespace in their two forms. Those of the main namespace are encoded once for all its
 * clients; another one, which a cell of the shared frames would have to be kept for, encodes for each.
 */
final class EventFrames {

    private final WireFormat socket;
    private final WireFormat polled;
    private final boolean shared;

    EventFrames(String namespace) {
        var text = new EventText(namespace);
        socket = new SocketFormat(text);
        polled = new PolledFormat(text);
        shared = namespace.equals("/");
    }

    ByteBuf frame(Broadcast events) {
        return of(events, socket);
    }

    ByteBuf packets(Broadcast events) {
        return of(events, polled);
    }

    private ByteBuf of(Broadcast events, WireFormat format) {
        return shared ? events.frame(format).retainedDuplicate()
            : format.encode(events.events(), PooledByteBufAllocator.DEFAULT);
    }
}

package dev.parley.hub;

import dev.parley.protocol.Event;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.Context;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Broadcasts of replayed events, kept to the end of the event-loop turn, so that many who resume at once
 * share the encoding too.
 */
final class SharedFrames {

    private static final int EVENTS_MAX = 1024;

    private final Context context;
    private final ByteBufAllocator allocator;
    private final Map<Event, Broadcast> turn = new IdentityHashMap<>();

    SharedFrames(Context context, ByteBufAllocator allocator) {
        this.context = context;
        this.allocator = allocator;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    /** The broadcast of an event; valid until the next call. */
    Broadcast of(Event event) {
        var known = turn.get(event);
        if (known != null) {
            return known;
        }
        if (turn.size() == EVENTS_MAX) {
            release();
        }
        if (turn.isEmpty()) {
            context.runOnContext(nothing -> release());
        }
        var broadcast = new Broadcast(List.of(event), allocator);
        turn.put(event, broadcast);
        return broadcast;
    }

    private void release() {
        turn.values().forEach(Broadcast::release);
        turn.clear();
    }
}

package dev.parley.hub;

import dev.parley.protocol.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * One event on its way to many sessions of one event loop: encoded at most once per wire format.
 * Valid during {@link Subscriber#offer} only; who writes later retains the frame.
 */
public final class Broadcast {

    /** How many wire formats a process can have. */
    public static final int FORMATS_MAX = 8;

    private final Event event;
    private final ByteBufAllocator allocator;
    private final ByteBuf[] frames = new ByteBuf[FORMATS_MAX];

    Broadcast(Event event, ByteBufAllocator allocator) {
        this.event = event;
        this.allocator = allocator;
    }

    public Event event() {
        return event;
    }

    /** The shared frame in that format; {@code retainedDuplicate()} it for each write. */
    public ByteBuf frame(WireFormat format) {
        var frame = frames[format.slot()];
        if (frame == null) {
            frame = format.encode(event, allocator);
            frames[format.slot()] = frame;
        }
        return frame;
    }

    /** Gives back the hub's own hold on the frames; writes under way keep theirs. */
    void release() {
        for (int i = 0; i < frames.length; i++) {
            if (frames[i] != null) {
                frames[i].release();
                frames[i] = null;
            }
        }
    }
}

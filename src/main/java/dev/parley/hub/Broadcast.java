package dev.parley.hub;

import dev.parley.protocol.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/**
 * Events on their way to many sessions of one event loop: encoded at most once per wire format.
 * Valid during {@link Subscriber#offer} only; who writes later retains the frame.
 */
public final class Broadcast {

    /** How many wire formats a process can have. */
    public static final int FORMATS_MAX = 8;

    private final List<? extends Event> events;
    private final ByteBufAllocator allocator;
    private final ByteBuf[] frames = new ByteBuf[FORMATS_MAX];

    Broadcast(List<? extends Event> events, ByteBufAllocator allocator) {
        this.events = events;
        this.allocator = allocator;
    }

    /** One event, or several of one channel that follow one another: taken all or none. */
    public List<? extends Event> events() {
        return events;
    }

    /** The shared bytes in that format; {@code retainedDuplicate()} it for each write. */
    public ByteBuf frame(WireFormat format) {
        var frame = frames[format.slot()];
        if (frame == null) {
            frame = format.encode(events, allocator);
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

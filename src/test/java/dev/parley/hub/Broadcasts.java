package dev.parley.hub;

import dev.parley.protocol.Event;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.function.Consumer;

/** Broadcasts for tests of other packages. */
public final class Broadcasts {

    private Broadcasts() {
    }

    /** Makes a broadcast, lends it, and releases it, as a hub does. */
    public static void lend(Event event, Consumer<Broadcast> to) {
        lend(List.of(event), to);
    }

    /** The same with several that follow one another. */
    public static void lend(List<? extends Event> events, Consumer<Broadcast> to) {
        var broadcast = new Broadcast(events, PooledByteBufAllocator.DEFAULT);
        try {
            to.accept(broadcast);
        } finally {
            broadcast.release();
        }
    }
}

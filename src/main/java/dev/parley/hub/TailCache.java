package dev.parley.hub;

import dev.parley.protocol.Publication;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tails of all channels of one hub within one bound of bytes. The channel used longest ago gives way
 * first, its oldest publications first; one channel takes a quarter at most.
 */
final class TailCache {

    private final long bytesMax;
    private final long channelBytesMax;
    private final Map<Tail, Tail> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    TailCache(long bytesMax) {
        this.bytesMax = bytesMax;
        this.channelBytesMax = bytesMax / 4;
    }

    long bytes() {
        return bytes;
    }

    /** Marks a tail as used now. */
    void touch(Tail tail) {
        byUse.get(tail);
    }

    void put(Tail tail, Publication publication) {
        byUse.putIfAbsent(tail, tail);
        long before = tail.bytes();
        tail.put(publication);
        while (tail.bytes() > channelBytesMax) {
            tail.dropOldest();
        }
        bytes += tail.bytes() - before;
        while (bytes > bytesMax) {
            shrinkEldest();
        }
    }

    void blank(Tail tail, long seq) {
        long before = tail.bytes();
        tail.blank(seq);
        bytes += tail.bytes() - before;
    }

    /** Forgets all of a channel. */
    void clear(Tail tail) {
        bytes -= tail.bytes();
        tail.clear();
        byUse.remove(tail);
    }

    private void shrinkEldest() {
        var eldest = byUse.keySet().iterator().next();
        long before = eldest.bytes();
        while (!eldest.isEmpty() && bytes + eldest.bytes() - before > bytesMax) {
            eldest.dropOldest();
        }
        bytes += eldest.bytes() - before;
        if (eldest.isEmpty()) {
            byUse.remove(eldest);
            eldest.clear();
        }
    }
}

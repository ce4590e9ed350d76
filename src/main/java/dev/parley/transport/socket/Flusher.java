package dev.parley.transport.socket;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Flushes each socket that was written to once per turn of its event loop: system calls are the greater
 * part of what a delivery costs. After a flush of hundreds of sockets the next one waits for a part of the
 * time that it took: what comes meanwhile goes out with the same system calls.
 */
public final class Flusher implements Runnable {

    private static final long REST_NANOS_MIN = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long REST_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(4);

    private final EventLoop eventLoop;
    private ArrayList<Flushed> dirty = new ArrayList<>();
    private ArrayList<Flushed> spare = new ArrayList<>();
    private long restUntil = System.nanoTime();

    public Flusher(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** The line was written to, for the first time since its last flush. */
    public void dirty(Flushed line) {
        if (dirty.isEmpty()) {
            var rest = restUntil - System.nanoTime();
            if (rest > 0) {
                eventLoop.schedule(this, rest, TimeUnit.NANOSECONDS);
            } else {
                eventLoop.execute(this);
            }
        }
        dirty.add(line);
    }

    @Override
    public void run() {
        var began = System.nanoTime();
        var lines = dirty;
        dirty = spare;
        spare = lines;
        lines.forEach(Flushed::flush);
        lines.clear();
        var ended = System.nanoTime();
        var rest = (ended - began) / 2;
        restUntil = rest < REST_NANOS_MIN ? ended : ended + Math.min(rest, REST_NANOS_MAX);
    }
}

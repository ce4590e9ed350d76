package dev.parley.transport.socket;

import io.netty.channel.EventLoop;
import java.util.ArrayList;

/**
 * Flushes each socket that was written to once per turn of its event loop: system calls are the greater
 * part of what a delivery costs.
 */
public final class Flusher implements Runnable {

    private final EventLoop eventLoop;
    private ArrayList<Flushed> dirty = new ArrayList<>();
    private ArrayList<Flushed> spare = new ArrayList<>();

    public Flusher(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** The line was written to, for the first time since its last flush. */
    public void dirty(Flushed line) {
        if (dirty.isEmpty()) {
            eventLoop.execute(this);
        }
        dirty.add(line);
    }

    @Override
    public void run() {
        var lines = dirty;
        dirty = spare;
        spare = lines;
        lines.forEach(Flushed::flush);
        lines.clear();
    }
}

package dev.parley.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What all watchers of a room were told of who is there. Any thread. */
final class Headcount {

    private final List<Attendee> watchers = new CopyOnWriteArrayList<>();
    private final LongAdder events = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicReference<String> refusal = new AtomicReference<>("");

    void watcher(Attendee one) {
        watchers.add(one);
    }

    /** A state, or a change of it, came. */
    void told(int length) {
        events.increment();
        bytes.add(length);
    }

    void closed() {
        closed.incrementAndGet();
    }

    void refused(String why) {
        refusal.compareAndSet("", why);
    }

    int watchers() {
        return watchers.size();
    }

    /** Does every watcher know of so many? */
    boolean agrees(int count) {
        return watchers.stream().allMatch(one -> one.count() == count);
    }

    long events() {
        return events.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    /** Connections that ended. */
    int ended() {
        return closed.get();
    }

    /** The first refusal; empty = none. */
    String refusal() {
        return refusal.get();
    }
}

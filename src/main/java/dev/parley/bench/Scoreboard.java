package dev.parley.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What all clients and posters of a run share: how much is under way, and what is measured just now. */
final class Scoreboard {

    private final AtomicLong posted = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong expected = new AtomicLong();
    private final LongAdder received = new LongAdder();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("");
    private volatile long begun;
    private volatile long measuredFrom = Long.MAX_VALUE;
    private volatile long measuredTo = Long.MAX_VALUE;
    private volatile Runnable onProgress = () -> { };

    /** Forgets what was posted and received to find out who listens. */
    void begin() {
        posted.set(0);
        acknowledged.set(0);
        expected.set(received.sum());
        begun = received.sum();
    }

    void posted(int deliveries) {
        posted.incrementAndGet();
        expected.addAndGet(deliveries);
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
        onProgress.run();
    }

    /** A post was refused: nobody will receive it. */
    void failed(int deliveries, String why) {
        failed.incrementAndGet();
        expected.addAndGet(-deliveries);
        firstFailure.compareAndSet("", why);
        onProgress.run();
    }

    /** Several publications came in with one read. */
    void received(int publications) {
        received.add(publications);
        onProgress.run();
    }

    /** Called on any loop, after answers and deliveries. */
    void onProgress(Runnable action) {
        onProgress = action;
    }

    /** Times of posts whose latencies count, as of {@code System.nanoTime()}. */
    void measure(long from, long to) {
        measuredFrom = from;
        measuredTo = to;
    }

    boolean measures(long intended) {
        return intended - measuredFrom >= 0 && intended - measuredTo < 0;
    }

    long posts() {
        return posted.get();
    }

    long acknowledgements() {
        return acknowledged.get();
    }

    long failures() {
        return failed.get();
    }

    /** Why the first post failed; empty when none did. */
    String firstFailure() {
        return firstFailure.get();
    }

    /** Deliveries of all posts that were not refused. */
    long expected() {
        return expected.get() - begun;
    }

    long deliveriesUnderWay() {
        return expected.get() - received.sum();
    }
}

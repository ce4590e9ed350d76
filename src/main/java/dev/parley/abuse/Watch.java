package dev.parley.abuse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What the good clients go through: how long messages take, and what should not happen to them. */
final class Watch {

    private static final long LATENCY_MAX_US = 600_000_000;
    private static final int FAULTS_KEPT = 20;

    private final AtomicLong faults = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private volatile Histogram latencies = new ConcurrentHistogram(LATENCY_MAX_US, 3);

    /** A message came so long after it should have been sent. */
    void arrived(long nanos) {
        latencies.recordValue(Math.clamp(nanos / 1_000, 0, LATENCY_MAX_US));
    }

    /** Begins a new count of latencies and gives the last one. */
    Histogram turn() {
        var before = latencies;
        latencies = new ConcurrentHistogram(LATENCY_MAX_US, 3);
        return before;
    }

    synchronized void fault(String sentence) {
        faults.incrementAndGet();
        if (told.size() < FAULTS_KEPT) {
            told.add(sentence);
        }
    }

    long faults() {
        return faults.get();
    }

    /** The first faults, in words. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }
}

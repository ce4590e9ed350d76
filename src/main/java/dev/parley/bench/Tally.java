package dev.parley.bench;

import dev.parley.client.FrameText;
import org.HdrHistogram.Histogram;

/** What the clients of one event loop count. Touched by that loop only, read by {@link Fleet} for others. */
final class Tally {

    /** Longer latencies count as this: an hour. */
    private static final long LATENCY_MAX_US = 3_600_000_000L;

    private final Histogram latencies = new Histogram(LATENCY_MAX_US, 3);
    private final FrameText text = new FrameText();
    private long received;
    private long reads;
    private long bytes;
    private long duplicates;
    private long late;
    private long closed;
    private long refused;

    FrameText text() {
        return text;
    }

    void arrived(Cursor.Arrival arrival, int frameBytes) {
        bytes += frameBytes;
        switch (arrival) {
            case NEXT, GAP -> received++;
            case LATE -> {
                received++;
                late++;
            }
            case DUPLICATE -> duplicates++;
        }
    }

    /** One read brought something. */
    void read() {
        reads++;
    }

    void latency(long nanos) {
        latencies.recordValue(Math.clamp(nanos / 1_000, 0, LATENCY_MAX_US));
    }

    /** Forgets what came before. */
    void begin() {
        received = 0;
        bytes = 0;
        reads = 0;
        duplicates = 0;
        late = 0;
    }

    void closed() {
        closed++;
    }

    /** A subscription or a frame was refused. */
    void refused() {
        refused++;
    }

    /** The counts so far, with an empty histogram when latencies are not asked for. */
    Counts counts(boolean withLatencies) {
        return new Counts(received, reads, bytes, duplicates, late, closed, refused,
            withLatencies ? latencies.copy() : new Histogram(LATENCY_MAX_US, 1));
    }
}

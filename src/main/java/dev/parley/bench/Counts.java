package dev.parley.bench;

import org.HdrHistogram.Histogram;

/**
 * What clients counted up to a moment.
 *
 * @param received   publications that were new to their reader
 * @param reads      reads that brought publications: several may come at once
 * @param bytes      of the frames that brought publications
 * @param duplicates publications that their reader had already
 * @param late       publications that came after a later one
 * @param closed     connections that the server ended
 * @param refused    subscriptions and frames that the server refused
 * @param latencies  microseconds from when a post should have been sent to its arrival at each reader
 */
record Counts(long received, long reads, long bytes, long duplicates, long late, long closed, long refused,
              Histogram latencies) {

    /** Publications that came at once, on average: how many a server sends with one write. */
    double together() {
        return reads == 0 ? 0 : (double) received / reads;
    }

    Counts plus(Counts other) {
        var sum = latencies.copy();
        sum.add(other.latencies);
        return new Counts(received + other.received, reads + other.reads, bytes + other.bytes,
            duplicates + other.duplicates, late + other.late, closed + other.closed,
            refused + other.refused, sum);
    }
}

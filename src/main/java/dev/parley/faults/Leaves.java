package dev.parley.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One way to leave: until when everybody must have seen it, and when everybody had. */
final class Leaves {

    private static final long LONGEST_MS = 3_600_000;

    private final String how;
    private final int limitMs;
    private final Findings findings;
    private final boolean timed;
    private final Histogram seen = new Histogram(LONGEST_MS, 3);

    /** People who left at one moment, and who should see it. */
    private record Parting(List<Follower> people, List<Onlooker> onlookers, long at) {
    }

    private final List<Parting> open = new ArrayList<>();

    /** @param timed whether being late breaks a law; never being seen always does */
    Leaves(String how, int limitMs, boolean timed, Findings findings) {
        this.how = how;
        this.limitMs = limitMs;
        this.timed = timed;
        this.findings = findings;
    }

    /** They are leaving now. */
    void happen(List<Follower> people, List<Onlooker> onlookers) {
        open.add(new Parting(people, onlookers, System.nanoTime()));
    }

    /** Waits until all were seen to leave, and judges when that was. */
    void judge() {
        for (var parting : open) {
            var waitMs = Math.max(1, 2L * limitMs + 5_000 - (System.nanoTime() - parting.at) / 1_000_000);
            try {
                Ground.until("all are seen to leave", waitMs, () -> parting.people.stream().allMatch(one ->
                    parting.onlookers.stream().allMatch(by -> by.leftAt(one.user()) > parting.at)));
            } catch (IllegalStateException never) {
                findings.broken(how + ": somebody was not seen to leave in " + waitMs + " ms");
            }
            for (var one : parting.people) {
                for (var by : parting.onlookers) {
                    judge(one, by, parting.at);
                }
            }
        }
        open.clear();
    }

    private void judge(Follower one, Onlooker by, long at) {
        if (by.leftAt(one.user()) > at) {
            long ms = (by.leftAt(one.user()) - at) / 1_000_000;
            seen.recordValue(Math.min(ms, LONGEST_MS));
            if (timed && ms > limitMs) {
                findings.broken(how + ": " + one.user() + " left for " + by.port() + " after " + ms + " ms");
            }
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-18s %,7d seen; p50 %,d, p99 %,d, last %,d of %,d ms", how,
            seen.getTotalCount(), seen.getValueAtPercentile(50), seen.getValueAtPercentile(99),
            seen.getMaxValue(), limitMs);
    }
}

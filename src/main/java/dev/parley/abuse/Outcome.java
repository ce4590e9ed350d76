package dev.parley.abuse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What one attack came to.
 *
 * @param before  latencies of the good clients before it
 * @param during  and while it went on
 * @param memory  of the server
 * @param limits  of the server that were met, and how often
 * @param cut     connections of attackers that were ended or not let in
 * @param faults  what happened to good clients and must not
 */
record Outcome(Attack attack, Histogram before, Histogram during, Memory memory, Map<String, Long> limits,
               long cut, List<String> faults) {

    /** Below this nobody notices, and a busy machine makes ratios meaningless. */
    static final double FLOOR_MS = 25;
    static final double RATIO_MAX = 2;
    static final int GROWTH_MIB_MAX = 256;
    static final int KEPT_MIB_MAX = 48;

    /**
     * Memory of the server in MiB.
     *
     * @param before resident before the attack
     * @param peak   the most while it went on
     * @param after  and after it
     * @param liveBefore heap after a collection, before the attack
     * @param liveAfter  and after it
     */
    record Memory(long before, long peak, long after, long liveBefore, long liveAfter) {

        boolean bounded() {
            return peak - before <= GROWTH_MIB_MAX && liveAfter - liveBefore <= KEPT_MIB_MAX;
        }
    }

    private static double ms(Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }

    double allowedMs() {
        return Math.max(FLOOR_MS, RATIO_MAX * ms(before, 99));
    }

    boolean quick() {
        return ms(during, 99) <= allowedMs();
    }

    /** Were all the laws kept?  @param timed whether that of latency is one */
    boolean kept(boolean timed) {
        return faults.isEmpty() && memory.bounded() && (!timed || quick());
    }

    String text(boolean timed) {
        var met = limits.entrySet().stream().filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%-20s %s  p50 %6.1f > %6.1f  p99 %7.1f > %7.1f (at most %.0f)  "
                + "RSS %d > %d > %d  heap %d > %d  ended %d%n", attack.word(), kept(timed) ? "ok  " : "FAIL",
            ms(before, 50), ms(during, 50), ms(before, 99), ms(during, 99), allowedMs(), memory.before(),
            memory.peak(), memory.after(), memory.liveBefore(), memory.liveAfter(), cut)
            + (met.isEmpty() ? "" : "    limits met: " + met + "\n")
            + faults.stream().map(fault -> "    " + fault + "\n").collect(Collectors.joining());
    }

    JsonObject json(boolean timed) {
        return new JsonObject().put("attack", attack.word()).put("kept", kept(timed))
            .put("before", latencies(before)).put("during", latencies(during))
            .put("allowedP99Ms", allowedMs())
            .put("memoryMib", new JsonObject().put("before", memory.before()).put("peak", memory.peak())
                .put("after", memory.after()).put("liveBefore", memory.liveBefore())
                .put("liveAfter", memory.liveAfter()))
            .put("limits", new JsonObject(Map.copyOf(limits))).put("ended", cut)
            .put("faults", new JsonArray(faults));
    }

    private static JsonObject latencies(Histogram latencies) {
        return new JsonObject().put("p50Ms", ms(latencies, 50)).put("p99Ms", ms(latencies, 99))
            .put("maxMs", ms(latencies, 100)).put("deliveries", latencies.getTotalCount());
    }
}

package dev.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How long each kind of question took. */
record ReadTimes(List<Line> lines) implements Report {

    /**
     * One kind of question.
     *
     * @param most  what 95 in 100 may take, in ms
     * @param cpuMs processor time of the database for one, on average
     * @param times until the answer, in ms
     */
    record Line(String name, double most, double cpuMs, List<Double> times) {

        Line {
            times = times.stream().sorted().toList();
        }

        /** The time that so many in a hundred did not exceed. */
        double percentile(double share) {
            return times.get((int) Math.ceil(share / 100 * times.size()) - 1);
        }

        boolean kept() {
            return percentile(95) < most;
        }
    }

    @Override
    public String text() {
        var text = new StringBuilder("%-34s %8s %8s %8s %8s%n".formatted("ms, one at a time", "p50", "p95",
            "p99", "CPU"));
        lines.forEach(line -> text.append("%-34s %8.1f %8.1f %8.1f %8.1f  (p95 below %.0f: %s)%n".formatted(
            line.name(), line.percentile(50), line.percentile(95), line.percentile(99), line.cpuMs(),
            line.most(), line.kept() ? "kept" : "BROKEN")));
        return text.toString();
    }

    @Override
    public JsonObject json() {
        var reads = new JsonArray();
        lines.forEach(line -> reads.add(new JsonObject().put("name", line.name())
            .put("p50Ms", line.percentile(50)).put("p95Ms", line.percentile(95))
            .put("p99Ms", line.percentile(99)).put("databaseCpuMs", line.cpuMs())
            .put("p95MostMs", line.most()).put("kept", line.kept())));
        return new JsonObject().put("reads", reads);
    }

    @Override
    public boolean kept() {
        return lines.stream().allMatch(Line::kept);
    }
}

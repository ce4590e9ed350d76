package dev.parley.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param connected  clients that connected and subscribed
 * @param failed     clients that did not
 * @param why        the first reason why, and of the first refused post; empty when there is none
 * @param totals     of the whole run, latencies of the measured time only
 * @param posts      sent, acknowledged and refused in the whole run
 * @param expected   deliveries of the acknowledged posts
 * @param missing    publications that a reader never got
 * @param wrong      readers that saw other messages than the posters were told of
 * @param measured   what happened in the measured time
 */
record Result(int connected, int failed, String why, Counts totals, Posts posts, long expected, long missing,
              long wrong, Measured measured) {

    /** Posts by their outcome. */
    record Posts(long sent, long acknowledged, long failed) {
    }

    /**
     * The measured time alone.
     *
     * @param time       how long it was
     * @param posts      acknowledged
     * @param deliveries received
     * @param cpu        processor time of the server, when its process is known
     * @param connectionBytes resident memory that each connection added, when the process is known
     */
    record Measured(Duration time, long posts, long deliveries, Optional<Duration> cpu,
                    Optional<Long> connectionBytes) {

        double perSecond(long count) {
            return count / (time.toNanos() / 1e9);
        }

        /** Processor time of the server for each delivery, in microseconds. */
        Optional<Double> cpuMicros() {
            return cpu.filter(used -> deliveries > 0).map(used -> used.toNanos() / 1e3 / deliveries);
        }
    }

    /** Did every reader get every message once and in order? */
    boolean whole() {
        return missing == 0 && wrong == 0 && totals.duplicates() == 0 && totals.late() == 0
            && totals.received() == expected;
    }

    double latencyMillis(double percentile) {
        return totals.latencies().getValueAtPercentile(percentile) / 1e3;
    }

    JsonObject json() {
        var json = new JsonObject()
            .put("connected", connected).put("failed", failed).put("closed", totals.closed())
            .put("refused", totals.refused()).put("why", why)
            .put("posts", new JsonObject().put("sent", posts.sent())
                .put("acknowledged", posts.acknowledged()).put("failed", posts.failed()))
            .put("deliveries", new JsonObject().put("expected", expected).put("received", totals.received())
                .put("missing", missing).put("duplicate", totals.duplicates())
                .put("outOfOrder", totals.late()).put("wrong", wrong)
                .put("together", totals.together())
                .put("bytesEach", totals.received() == 0 ? 0 : totals.bytes() / totals.received()))
            .put("latencyMs", new JsonObject().put("p50", latencyMillis(50)).put("p95", latencyMillis(95))
                .put("p99", latencyMillis(99)).put("p999", latencyMillis(99.9))
                .put("max", latencyMillis(100)))
            .put("measured", new JsonObject().put("seconds", measured.time().toNanos() / 1e9)
                .put("postsPerSecond", measured.perSecond(measured.posts()))
                .put("deliveriesPerSecond", measured.perSecond(measured.deliveries())));
        measured.cpuMicros().ifPresent(micros -> json.put("cpuMicrosPerDelivery", micros));
        measured.connectionBytes().ifPresent(bytes -> json.put("residentBytesPerConnection", bytes));
        return json;
    }

    String text() {
        var text = new StringBuilder()
            .append("clients      %,d connected, %,d failed, %,d closed by the server, %,d refusals%n"
                .formatted(connected, failed, totals.closed(), totals.refused()))
            .append("posts        %,d sent, %,d acknowledged, %,d failed; %,.0f/s measured%n".formatted(
                posts.sent(), posts.acknowledged(), posts.failed(), measured.perSecond(measured.posts())))
            .append("deliveries   %,d expected, %,d received, %.1f at once; %,.0f/s measured%n".formatted(
                expected, totals.received(), totals.together(), measured.perSecond(measured.deliveries())))
            .append("faults       %,d missing, %,d duplicate, %,d out of order, %,d readers misinformed%n"
                .formatted(missing, totals.duplicates(), totals.late(), wrong))
            .append("latency ms   p50 %.1f   p95 %.1f   p99 %.1f   p99.9 %.1f   max %.1f%n".formatted(
                latencyMillis(50), latencyMillis(95), latencyMillis(99), latencyMillis(99.9),
                latencyMillis(100)));
        measured.cpuMicros().ifPresent(micros ->
            text.append("server CPU   %.2f µs per delivery%n".formatted(micros)));
        measured.connectionBytes().ifPresent(bytes ->
            text.append("server RSS   %,.1f KiB more per connection%n".formatted(bytes / 1024.0)));
        if (!why.isEmpty()) {
            text.append("first fault  %s%n".formatted(why));
        }
        return text.toString();
    }
}

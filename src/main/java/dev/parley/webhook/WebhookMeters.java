package dev.parley.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What operators see of one hook, on the node that sends. */
final class WebhookMeters {

    private final Counter events;
    private final Counter taken;
    private final Counter failed;
    private final Timer took;

    WebhookMeters(MeterRegistry registry, String hook) {
        events = Counter.builder("parley.webhook.events").description("events that were taken")
            .tag("hook", hook).register(registry);
        taken = deliveries(registry, hook, "taken");
        failed = deliveries(registry, hook, "failed");
        took = Timer.builder("parley.webhook.delivery")
            .description("from a delivery's beginning to its answer").tag("hook", hook).register(registry);
    }

    private static Counter deliveries(MeterRegistry registry, String hook, String outcome) {
        return Counter.builder("parley.webhook.deliveries").description("deliveries by their outcome")
            .tags("hook", hook, "outcome", outcome).register(registry);
    }

    void taken(int count, long nanos) {
        taken.increment();
        events.increment(count);
        took.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed() {
        failed.increment();
    }
}

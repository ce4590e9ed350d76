package dev.parley.config;

import static dev.parley.config.Key.number;
import static dev.parley.config.Key.text;

import java.util.List;

/** The part of the table that says how applications are told of what happens. */
final class WebhookKeys {

    private static final int HOUR_MS = 3_600_000;
    private static final long YEAR_MS = 31_536_000_000L;

    static final List<Key> ALL = List.of(
        text("webhooks.hooks", "", "File that names the webhooks, such as conf/webhooks.yaml; empty = none."
            + " See docs/webhooks.md."),
        number("webhooks.timeoutMs", 10_000, 100, HOUR_MS, "ms", "A receiver may take to answer."),
        number("webhooks.underWayMax", 16, 1, 1_000, "deliveries",
            "Of one hook at once, each of another channel."),
        number("webhooks.batchMax", 100, 1, 1_000, "events", "Of one delivery."),
        number("webhooks.retryFirstMs", 1_000, 10, HOUR_MS, "ms",
            "The longest pause after a first failure; it doubles with each further one."),
        number("webhooks.retryMostMs", 300_000, 10, HOUR_MS, "ms", "The longest pause of all."),
        number("webhooks.giveUpAfterMs", 259_200_000, 100, YEAR_MS, "ms",
            "How long a delivery is tried before it becomes a dead letter."),
        number("webhooks.leaseMs", 5_000, 500, HOUR_MS, "ms",
            "How long the sending node may be silent before another takes over."));

    private WebhookKeys() {
    }
}

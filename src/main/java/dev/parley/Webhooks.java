package dev.parley;

import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.Settings;
import dev.parley.metrics.Meters;
import dev.parley.persistence.DurableLog;
import dev.parley.persistence.Persistence;
import dev.parley.webhook.WebhookParts;
import dev.parley.webhook.WebhookVerticle;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Puts the webhooks into the house. */
record Webhooks(Settings settings, Cluster cluster, Bus bus, Meters meters, Endings endings) {

    private static final long BEGIN_SECONDS = 60;
    private static final long END_SECONDS = 5;

    /** Begins them, before anything is published here. */
    void open(Persistence persistence, DurableLog log, RandomGenerator random) {
        endings.check();
        var parts = new WebhookParts(bus, persistence, log, settings.webhooks(), cluster.nodeId(),
            Clock.systemUTC(), random, meters.registry());
        var vertx = cluster.vertx();
        var id = Waiting.await(vertx.deployVerticle(new WebhookVerticle(parts)), BEGIN_SECONDS,
            fault -> "The webhooks did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end the webhooks", () -> Waiting.await(vertx.undeploy(id), END_SECONDS));
    }
}

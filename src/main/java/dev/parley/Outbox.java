package dev.parley;

import dev.parley.cluster.Cluster;
import dev.parley.config.Settings;
import dev.parley.metrics.Meters;
import dev.parley.outbox.OutboxParts;
import dev.parley.outbox.OutboxVerticle;
import dev.parley.persistence.Persistence;

/** Puts what applications publish by SQL into the house. */
record Outbox(Settings settings, Cluster cluster, Meters meters, Endings endings) {

    private static final long BEGIN_SECONDS = 20;
    private static final long END_SECONDS = 5;

    /** Begins to empty the outbox whenever it is this node's turn. */
    void open(Persistence persistence, LiveWiring live) {
        endings.check();
        var parts = new OutboxParts(persistence, live.journal(), live.namespaces()::all, settings.sql(),
            settings.postgres(), cluster.nodeId(), meters.registry());
        var vertx = cluster.vertx();
        var id = Waiting.await(vertx.deployVerticle(new OutboxVerticle(parts)), BEGIN_SECONDS,
            fault -> "What is published by SQL cannot be told: " + Sentences.deepest(fault) + ".");
        endings.add("end the outbox", () -> Waiting.await(vertx.undeploy(id), END_SECONDS));
    }
}

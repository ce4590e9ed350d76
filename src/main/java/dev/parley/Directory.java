package dev.parley;

import dev.parley.auth.Revocations;
import dev.parley.bus.Bus;
import dev.parley.bus.Group;
import dev.parley.cluster.Cluster;
import dev.parley.config.Settings;
import dev.parley.metrics.Meters;
import dev.parley.persistence.Persistence;
import dev.parley.relay.Relay;
import dev.parley.session.DirectoryParts;
import dev.parley.session.DirectoryVerticle;

/** Puts the directory of sessions into the house. */
record Directory(Settings settings, Cluster cluster, Bus bus, Meters meters, Endings endings) {

    private static final long BEGIN_SECONDS = 60;
    private static final long END_SECONDS = 5;

    /** Begins it; blocks until what was revoked is known, if the store tells. */
    void open(Group persistence, Revocations revocations) {
        endings.check();
        var parts = new DirectoryParts(bus, cluster, new Relay(bus), new Persistence(persistence),
            revocations, settings.session(), settings.instances()::sockets, meters.registry());
        var vertx = cluster.vertx();
        var id = Waiting.await(vertx.deployVerticle(new DirectoryVerticle(parts)), BEGIN_SECONDS,
            fault -> "The directory of sessions did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end the directory", () -> Waiting.await(vertx.undeploy(id), END_SECONDS));
    }
}

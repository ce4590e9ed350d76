package dev.parley;

import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.Settings;
import dev.parley.metrics.Meters;
import dev.parley.relay.RelayParts;
import dev.parley.relay.RelayVerticle;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The parts of a node that live on Vert.x, wired to one another: the only place that knows all of them. */
final class House {

    private static final long STEP_SECONDS = 60;

    private final Settings settings;
    private final Cluster cluster;
    private final Meters meters;
    private final Endings endings;
    private final Bus bus;
    private final RandomGenerator random = new SecureRandom();

    House(Settings settings, Cluster cluster, Meters meters, Endings endings) {
        this.settings = settings;
        this.cluster = cluster;
        this.meters = meters;
        this.endings = endings;
        this.bus = new Bus(cluster.vertx());
    }

    /** Opens the house from the ground up; blocks until clients are served. */
    void open() {
        var relay = relay();
        Waiting.await(relay.ready(), STEP_SECONDS, fault -> "The other nodes cannot be heard: "
            + Sentences.deepest(fault));
    }

    private RelayVerticle relay() {
        var relay = new RelayVerticle(new RelayParts(cluster, bus, settings.relay(),
            settings.instances()::sockets, meters.registry()), random);
        var id = Waiting.await(cluster.vertx().deployVerticle(relay), STEP_SECONDS,
            fault -> "The relay did not start: " + Sentences.deepest(fault));
        endings.add("end the relay", () -> Waiting.await(cluster.vertx().undeploy(id), STEP_SECONDS));
        return relay;
    }
}

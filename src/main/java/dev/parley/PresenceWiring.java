package dev.parley;

import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.Namespace;
import dev.parley.config.PresenceSettings;
import dev.parley.live.Namespaces;
import dev.parley.log.Log;
import dev.parley.metrics.Meters;
import dev.parley.persistence.Persistence;
import dev.parley.presence.PresenceClient;
import dev.parley.presence.PresenceParts;
import dev.parley.presence.PresenceVerticle;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Offer;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** The presence of a node, wired to the rest of the house. */
final class PresenceWiring {

    private static final long BEGIN_SECONDS = 60;
    private static final long END_SECONDS = 5;

    private final PresenceSettings settings;
    private final Cluster cluster;
    private final Bus bus;
    private final Clock clock;
    private Persistence persistence;

    PresenceWiring(PresenceSettings settings, Cluster cluster, Bus bus, Clock clock) {
        this.settings = settings;
        this.cluster = cluster;
        this.bus = bus;
        this.clock = clock;
    }

    /** Begins to hear who is here; completes when the other nodes have told theirs. */
    Future<Void> open(Persistence store, Namespaces namespaces, Meters meters, Endings endings) {
        endings.check();
        persistence = store;
        var presence = new PresenceVerticle(new PresenceParts(cluster, bus, store, settings, clock,
            meters.registry(), channel -> !channel.startsWith(Channels.LIVE)
                || namespaces.of(channel).map(Namespace::presence).orElse(false)));
        var id = Waiting.await(cluster.vertx().deployVerticle(presence), BEGIN_SECONDS,
            fault -> "Presence did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end presence", () -> Waiting.await(cluster.vertx().undeploy(id), END_SECONDS));
        return presence.ready();
    }

    List<Offer<?>> offers(Log log, long timeoutMs) {
        return new PresenceClient(bus, log, persistence, settings.textMax(), timeoutMs).offers();
    }
}

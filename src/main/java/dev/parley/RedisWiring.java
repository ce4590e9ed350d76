package dev.parley;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.VerticleGroup;
import dev.parley.cluster.Cluster;
import dev.parley.config.Namespace.Kind;
import dev.parley.config.Settings;
import dev.parley.gateway.GatewayParts;
import dev.parley.gateway.InVerticle;
import dev.parley.gateway.OutParts;
import dev.parley.gateway.OutVerticle;
import dev.parley.gateway.Reception;
import dev.parley.live.LiveClient;
import dev.parley.metrics.Meters;
import dev.parley.operations.Check;
import dev.parley.persistence.DurableLog;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.RefusedException;
import dev.parley.recent.RecentLog;
import dev.parley.recent.RecentParts;
import dev.parley.recent.RecentVerticle;
import dev.parley.recent.Residents;
import dev.parley.redis.Standing;
import dev.parley.relay.Missed;
import dev.parley.relay.Relay;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.random.RandomGenerator;

/** Puts into the house what stands on Redis: the recent log, and the ways in and out. */
final class RedisWiring {

    private static final long BEGIN_SECONDS = 60;
    private static final long END_SECONDS = 5;
    /** So many instances that one lives on each event loop. */
    private static final int EVENT_LOOPS = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
    private final Settings settings;
    private final Cluster cluster;
    private final Bus bus;
    private final Meters meters;
    private final Endings endings;
    private final RandomGenerator random;
    private final Standing standing;

    RedisWiring(Settings settings, Cluster cluster, Bus bus, Meters meters, Endings endings,
                RandomGenerator random) {
        this.settings = settings;
        this.cluster = cluster;
        this.bus = bus;
        this.meters = meters;
        this.endings = endings;
        this.random = random;
        this.standing = new Standing(meters.registry());
    }

    /** Begins the log of recent channels. */
    LiveWiring.Recent recent() {
        endings.check();
        var parts = new RecentParts(bus, settings.redis(), standing, new Relay(bus), this::forgot,
            meters.registry(), random);
        var residents = new Residents();
        var group = Waiting.await(VerticleGroup.deploy(cluster.vertx(), bus, RecentLog.GROUP,
            number -> new RecentVerticle(number, parts, residents), EVENT_LOOPS), BEGIN_SECONDS,
            fault -> "The recent log did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end the recent log", () -> Waiting.await(group.undeploy(), END_SECONDS));
        var log = new RecentLog(group, residents, settings.feed().askTimeoutMs());
        return new LiveWiring.Recent(log, log);
    }

    /** Has every hub of this node compare its feeds with their logs. */
    private void forgot() {
        bus.spread(Addresses.HUBS, new Missed(Missed.Cause.FORGOTTEN));
    }

    /** Opens the ways in and out. */
    void open(LiveWiring live, Persistence persistence, DurableLog durable) {
        var parts = new GatewayParts(settings.redis(), standing, cluster.nodeId(), meters.registry(), random);
        deploy("way out through Redis", new OutVerticle(parts, new OutParts(bus, persistence, durable,
            live.namespaces()::all, live.namespaces()::of)));
        if (settings.redis().inbox()) {
            deploy("way in through Redis", new InVerticle(parts, new Door(live)));
        }
    }

    private void deploy(String what, Deployable verticle) {
        endings.check();
        var vertx = cluster.vertx();
        var id = Waiting.await(vertx.deployVerticle(verticle), BEGIN_SECONDS,
            fault -> "The " + what + " did not open: " + Sentences.deepest(fault) + ".");
        endings.add("close the " + what, () -> Waiting.await(vertx.undeploy(id), END_SECONDS));
    }

    /** How Redis stands. A node without it serves everything else, so it is ready all the same. */
    Check check() {
        return Check.now("redis", () -> true, () -> standing.away()
            .map(why -> "is away, recent channels are refused: " + why).orElse("answers, where it is used"));
    }

    /** The way in for what comes through Redis: the application itself publishes it. */
    private record Door(LiveWiring live) implements Reception {

        @Override
        public Future<?> publish(JsonObject wish) {
            try {
                return live.publisher().publish(Caller.SERVER,
                    LiveClient.wish(new Fields(wish).wellFormed()));
            } catch (RefusedException refused) {
                return Future.failedFuture(refused);
            }
        }

        @Override
        public boolean keeps(String channel) {
            return live.namespaces().of(channel).map(namespace -> namespace.log() != Kind.NONE).orElse(true);
        }
    }
}

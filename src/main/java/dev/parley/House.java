package dev.parley;

import dev.parley.auth.Authenticator;
import dev.parley.auth.Revocations;
import dev.parley.bus.Bus;
import dev.parley.bus.Group;
import dev.parley.bus.VerticleGroup;
import dev.parley.cluster.Cluster;
import dev.parley.config.Settings;
import dev.parley.hub.HubParts;
import dev.parley.hub.LoopHub;
import dev.parley.limit.Admission;
import dev.parley.log.Log;
import dev.parley.metrics.Meters;
import dev.parley.notification.NotificationClient;
import dev.parley.notification.PruningVerticle;
import dev.parley.persistence.DurableLog;
import dev.parley.persistence.Persistence;
import dev.parley.persistence.PersistenceParts;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.protocol.Offer;
import dev.parley.relay.Relay;
import dev.parley.relay.RelayParts;
import dev.parley.relay.RelayVerticle;
import dev.parley.room.EarParts;
import dev.parley.room.EarVerticle;
import dev.parley.room.RoomClient;
import dev.parley.room.RoomParts;
import dev.parley.room.RoomVerticle;
import dev.parley.room.UserClient;
import dev.parley.session.SessionClient;
import dev.parley.transport.Doorway;
import dev.parley.transport.HubSource;
import dev.parley.transport.SocketParts;
import dev.parley.transport.SocketVerticle;
import dev.parley.webhook.WebhookClient;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The parts of a node that live on Vert.x, wired to one another: the only place that knows all of them. */
final class House {

    private static final long BEGIN_SECONDS = 60;
    private static final long END_SECONDS = 5;
    private static final long COMMAND_MS = 15_000;
    private static final int ID_BITS = 128;

    private final Settings settings;
    private final Supplier<Settings> again;
    private final Cluster cluster;
    private final Vertx vertx;
    private final Meters meters;
    private final Endings endings;
    private final Runnable rest;
    private final Bus bus;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    /**
     * @param again reads the settings anew; blocks
     * @param rest  has the whole process end in order; returns at once
     */
    House(Settings settings, Supplier<Settings> again, Cluster cluster, Meters meters, Endings endings,
          Runnable rest) {
        this.settings = settings;
        this.again = again;
        this.cluster = cluster;
        this.vertx = cluster.vertx();
        this.meters = meters;
        this.endings = endings;
        this.rest = rest;
        this.bus = new Bus(vertx);
    }

    /** Opens the house from the ground up; blocks until clients are served. */
    void open() {
        var readiness = new Readiness();
        var relay = relay();
        var instances = settings.instances();
        var persistence = group(Persistence.GROUP, persistence(), instances.persistence());
        var rooms = group(RoomVerticle.GROUP, rooms(persistence), instances.rooms());
        ear(persistence);
        var durable = new DurableLog(persistence, settings.feed().askTimeoutMs());
        pruning(persistence);
        new Webhooks(settings, cluster, bus, meters, endings)
            .open(new Persistence(persistence), durable, random);
        var redis = new RedisWiring(settings, cluster, bus, meters, endings, random);
        var live = new LiveWiring(settings, bus, new Persistence(persistence), durable, redis.recent(),
            meters);
        redis.open(live, new Persistence(persistence), durable);
        new Outbox(settings, cluster, meters, endings).open(new Persistence(persistence), live);
        var log = live.log();
        live.open(again, cluster, endings);
        var presence = new PresenceWiring(settings.presence(), cluster, bus, clock);
        var mesh = Future.all(relay.ready(), presence.open(new Persistence(persistence),
            live.namespaces(), meters, endings)).<Void>mapEmpty();
        var offers = offers(rooms, persistence);
        offers.addAll(presence.offers(log, COMMAND_MS));
        offers.addAll(live.offers());
        sockets(authenticator(persistence), offers, log,
            new Routes(settings, cluster, meters, readiness.checks(cluster, durable, mesh, redis.check()),
                rest));
        Waiting.await(new Warmup(vertx, settings.http(),
            settings.tls().certificate().isPresent(), instances.sockets()).run(), BEGIN_SECONDS);
        Waiting.await(mesh, BEGIN_SECONDS, fault -> "The other nodes cannot be heard: "
            + Sentences.deepest(fault) + ".");
        readiness.serve(true);
        endings.add("stop being ready", () -> readiness.serve(false));
    }

    private RelayVerticle relay() {
        var relay = new RelayVerticle(new RelayParts(cluster, bus, settings.relay(),
            meters.registry()), random);
        var id = Waiting.await(vertx.deployVerticle(relay), BEGIN_SECONDS,
            fault -> "The relay did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end the relay", () -> Waiting.await(vertx.undeploy(id), END_SECONDS));
        return relay;
    }

    private IntFunction<Deployable> persistence() {
        var parts = new PersistenceParts(bus, settings.postgres(), settings.profile(), new Relay(bus),
            meters.registry(), random);
        return number -> new PersistenceVerticle(number, parts);
    }

    private IntFunction<Deployable> rooms(Group persistence) {
        var parts = new RoomParts(bus, new Persistence(persistence), new Relay(bus), settings.rooms(), clock);
        return number -> new RoomVerticle(number, parts);
    }

    private void ear(Group persistence) {
        endings.check();
        var parts = new EarParts(bus, new Persistence(persistence), new Relay(bus), settings.rooms(), clock,
            settings.instances()::sockets);
        var id = Waiting.await(vertx.deployVerticle(new EarVerticle(parts)), BEGIN_SECONDS,
            fault -> "The ear of the rooms did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end the ear", () -> Waiting.await(vertx.undeploy(id), END_SECONDS));
    }

    private VerticleGroup group(String name, IntFunction<Deployable> factory, int count) {
        endings.check();
        var group = Waiting.await(VerticleGroup.deploy(vertx, bus, name, factory, count), BEGIN_SECONDS,
            fault -> "The " + name + " verticles did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end the " + name + " verticles", () -> Waiting.await(group.undeploy(), END_SECONDS));
        return group;
    }

    private List<Offer<?>> offers(Group rooms, Group persistence) {
        var offers = new ArrayList<Offer<?>>();
        offers.addAll(new RoomClient(bus, rooms, settings.rooms(), this::id, COMMAND_MS).offers());
        offers.addAll(new NotificationClient(new Persistence(persistence), settings.rooms().pageMax(),
            this::id).offers());
        offers.addAll(new UserClient(new Persistence(persistence), this::id, clock,
            settings.session().revocationKeepDays()).offers());
        offers.addAll(new SessionClient(bus).offers());
        offers.addAll(new WebhookClient(new Persistence(persistence), settings.rooms().pageMax()).offers());
        return offers;
    }

    private Authenticator authenticator(Group persistence) {
        endings.check();
        var believed = Waiting.await(Authenticator.create(vertx, settings.auth(), clock), BEGIN_SECONDS,
            fault -> "Tokens cannot be verified: " + Sentences.deepest(fault) + ". See auth.");
        var revocations = new Revocations(believed, clock);
        new Directory(settings, cluster, bus, meters, endings).open(persistence, revocations);
        return revocations;
    }

    private void sockets(Authenticator authenticator, List<Offer<?>> offers, Log log, Routes routes) {
        endings.check();
        if (settings.operations().apart()) {
            var door = Waiting.await(BackDoor.open(vertx, settings.operations(),
                routes.ofOperators(authenticator)), BEGIN_SECONDS,
                fault -> Sentences.operations(fault, settings.operations()));
            endings.add("close the operators' door", () -> Waiting.await(door.close(), END_SECONDS));
        }
        var admission = new Admission(vertx, settings, meters.registry(), System::nanoTime);
        endings.add("end the admission", admission::close);
        var parts = new SocketParts(settings, bus, new Doorway(settings.http().port()), cluster.nodeId(),
            hubs(log), offers, authenticator, clock, admission, routes.ofClients(authenticator, random),
            meters.registry());
        var sockets = Waiting.await(VerticleGroup.deploy(vertx, bus, SocketVerticle.GROUP,
            number -> new SocketVerticle(number, parts), settings.instances().sockets()), BEGIN_SECONDS,
            fault -> Sentences.http(fault, settings));
        endings.add("close the sockets", () -> Waiting.await(sockets.undeploy(), END_SECONDS));
        endings.add("send all sessions elsewhere",
            new Departure(settings.http(), cluster, bus, sockets.size())::run);
    }

    private void pruning(Group persistence) {
        var pruning = new PruningVerticle(new Persistence(persistence), settings.notifications(),
            cluster.nodeId(), random);
        var id = Waiting.await(vertx.deployVerticle(pruning), BEGIN_SECONDS,
            fault -> "The pruning did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end the pruning", () -> Waiting.await(vertx.undeploy(id), END_SECONDS));
    }

    private HubSource hubs(Log log) {
        var parts = new HubParts(vertx, bus, log, settings.feed(), meters.registry(),
            settings.instances()::sockets, random);
        return number -> {
            var hub = new LoopHub(number, parts);
            return new HubSource.Opened(hub, hub::close);
        };
    }

    private String id() {
        return new BigInteger(ID_BITS, random).toString(Character.MAX_RADIX);
    }
}

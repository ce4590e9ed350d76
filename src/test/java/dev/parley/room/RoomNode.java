package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Newcomer;
import dev.parley.bus.VerticleGroup;
import dev.parley.config.PostgresSettings;
import dev.parley.config.Settings;
import dev.parley.log.Bell;
import dev.parley.log.Log;
import dev.parley.notification.NotificationClient;
import dev.parley.persistence.DurableLog;
import dev.parley.persistence.Persistence;
import dev.parley.persistence.PersistenceParts;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Event;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.relay.Batch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One node of a {@link RoomHouse}: persistence and rooms, without sockets. */
final class RoomNode {

    private static final int INSTANCES = 2;
    private static final long TIMEOUT_MS = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Event> told = new ConcurrentLinkedQueue<>();
    private final Bus bus;
    private final Log log;
    private final Persistence persistence;
    private final Map<String, Offer<?>> offers;

    RoomNode(int number, PostgresSettings postgres, Settings settings, Bell bell) {
        bus = new Bus(vertx);
        var parts = new PersistenceParts(bus, postgres, settings.profile(), bell, new SimpleMeterRegistry(),
            new Random(number));
        var store = RoomHouse.await(VerticleGroup.deploy(vertx, bus, Persistence.GROUP,
            i -> new PersistenceVerticle(i, parts), INSTANCES));
        var roomParts = new RoomParts(bus, new Persistence(store), bell, settings.rooms(),
            Clock.systemUTC());
        var rooms = RoomHouse.await(VerticleGroup.deploy(vertx, bus, RoomVerticle.GROUP,
            i -> new RoomVerticle(i, roomParts), INSTANCES));
        persistence = new Persistence(store);
        log = new DurableLog(store, TIMEOUT_MS);
        var earParts = new EarParts(bus, new Persistence(store), bell, settings.rooms(), Clock.systemUTC(),
            () -> 1);
        RoomHouse.await(vertx.deployVerticle(new EarVerticle(earParts)));
        bus.<Batch>hear(Addresses.hub(0), batch -> batch.forEach(any -> true, told::add));
        var client = new RoomClient(bus, rooms, settings.rooms(), () -> UUID.randomUUID().toString(),
            TIMEOUT_MS);
        var users = new UserClient(new Persistence(store), () -> UUID.randomUUID().toString(),
            Clock.systemUTC(), 30);
        var notifications = new NotificationClient(new Persistence(store), settings.rooms().pageMax(),
            () -> UUID.randomUUID().toString());
        offers = Stream.of(client.offers(), users.offers(), notifications.offers())
            .flatMap(List::stream).collect(Collectors.toMap(
            offer -> offer.address().replace("parley.", "") + "." + offer.action(), offer -> offer));
    }

    /** What the ears of nodes hear. */
    void hear(Batch batch) {
        bus.tell(Addresses.EAR, batch);
    }

    /** As a hub tells of a new subscriber. */
    void arrive(String channel) {
        bus.tell(Addresses.EAR, new Newcomer(channel, 0));
    }

    /** A user has looked at these rooms, and not before that time. */
    void look(String user, List<String> rooms, long since) {
        bus.tell(EarVerticle.ADDRESS, new Heed.Watch(user, rooms, true, since));
    }

    /** What subscribers of this node alone were told of on a channel: the data of a type of signal. */
    List<JsonObject> told(String channel, String type) {
        return told.stream().filter(event -> event.channel().equals(channel) && event.type().equals(type))
            .map(event -> new JsonObject(event.json()).getJsonObject("data")).toList();
    }

    Persistence store() {
        return persistence;
    }

    Log log() {
        return log;
    }

    /**
     * Reaches the command as a session does.
     *
     * @param user    the one called root is an admin
     * @param command such as {@code messages.post}
     */
    Future<JsonObject> call(String user, String command, JsonObject body) {
        var caller = new Caller(user, user.toUpperCase(Locale.ROOT),
            user.equals("root") ? Set.of(Caller.ADMIN) : Set.of(), "session-of-" + user);
        var offer = offers.get(command);
        return offer.call(caller, new Fields(body)).map(JsonObject::new);
    }

    Vertx vertx() {
        return vertx;
    }

    Future<Void> close() {
        return vertx.close();
    }
}

package dev.parley.room;

import dev.parley.bus.Bus;
import dev.parley.bus.VerticleGroup;
import dev.parley.config.PostgresSettings;
import dev.parley.config.Settings;
import dev.parley.log.Bell;
import dev.parley.log.Log;
import dev.parley.persistence.DurableLog;
import dev.parley.persistence.Persistence;
import dev.parley.persistence.PersistenceParts;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One node of a {@link RoomHouse}: persistence and rooms, without sockets. */
final class RoomNode {

    private static final int INSTANCES = 2;
    private static final long TIMEOUT_MS = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final Log log;
    private final Map<String, Offer<?>> offers;

    RoomNode(int number, PostgresSettings postgres, Settings settings, Bell bell) {
        var bus = new Bus(vertx);
        var parts = new PersistenceParts(bus, postgres, settings.profile(), bell, new SimpleMeterRegistry(),
            new Random(number));
        var store = RoomHouse.await(VerticleGroup.deploy(vertx, bus, Persistence.GROUP,
            i -> new PersistenceVerticle(i, parts), INSTANCES));
        var roomParts = new RoomParts(bus, new Persistence(store), bell, settings.rooms(),
            Clock.systemUTC());
        var rooms = RoomHouse.await(VerticleGroup.deploy(vertx, bus, RoomVerticle.GROUP,
            i -> new RoomVerticle(i, roomParts), INSTANCES));
        log = new DurableLog(store, TIMEOUT_MS);
        var client = new RoomClient(rooms, settings.rooms(), () -> UUID.randomUUID().toString(), TIMEOUT_MS);
        offers = client.offers().stream().collect(Collectors.toMap(
            offer -> offer.address().replace("parley.", "") + "." + offer.action(), offer -> offer));
    }

    Log log() {
        return log;
    }

    /** @param command such as {@code messages.post} */
    Future<JsonObject> call(String user, String command, JsonObject body) {
        var caller = new Caller(user, user.toUpperCase(Locale.ROOT), Set.of(), "session-of-" + user);
        return offers.get(command).call(caller, new Fields(body)).map(JsonObject::new);
    }

    Future<Void> close() {
        return vertx.close();
    }
}

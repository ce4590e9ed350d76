package dev.parley.persistence;

import dev.parley.bus.Bus;
import dev.parley.bus.VerticleGroup;
import dev.parley.config.PostgresSettings;
import dev.parley.config.Profile;
import dev.parley.log.Log;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A node's persistence as others see it: the door, the log, and what its bell told. */
final class TestNode implements AutoCloseable {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Publication> told = Collections.synchronizedList(new ArrayList<>());
    final Persistence persistence;
    final Log log;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));

    TestNode(PostgresSettings settings) throws Exception {
        this(settings, 1, Profile.TEST);
    }

    TestNode(PostgresSettings settings, int instances, Profile profile) throws Exception {
        try {
            var bus = new Bus(vertx);
            var parts = new PersistenceParts(bus, settings, profile, this::tell, meters, new Random());
            var group = Sql.await(VerticleGroup.deploy(vertx, bus, Persistence.GROUP,
                number -> new PersistenceVerticle(number, parts), instances));
            persistence = new Persistence(group);
            log = new DurableLog(group, 10_000);
        } catch (Exception fault) {
            Sql.await(vertx.close());
            throw fault;
        }
    }

    private void tell(List<? extends Event> events) {
        events.forEach(event -> told.add((Publication) event));
    }

    /** What the bell told of one channel, as texts. */
    List<String> toldOf(String channel) {
        synchronized (told) {
            return told.stream().filter(event -> event.channel().equals(channel))
                .map(event -> event.json().toString()).toList();
        }
    }

    Future<String> append(Append append) {
        return persistence.append(append);
    }

    JsonObject post(String room, String user, String id) throws Exception {
        return new JsonObject(Sql.await(append(message(room, user, id))));
    }

    double count(String meter) {
        return meters.get(meter).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    static PostMessage message(String room, String user, String id) {
        return message(room, user, id, "Text of " + id);
    }

    static PostMessage message(String room, String user, String id, String text) {
        return new PostMessage(room, id, caller(user), Role.MEMBER, text, Optional.empty(), Optional.empty(),
            List.of(), 0, "[]", Optional.empty());
    }

    static Caller caller(String user) {
        return new Caller(user, user, Set.of(), "s-" + user);
    }

    @Override
    public void close() throws Exception {
        Sql.await(vertx.close());
    }
}

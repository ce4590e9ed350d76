package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.hub.Broadcasts;
import dev.parley.hub.Subscribed;
import dev.parley.hub.Subscriber;
import dev.parley.protocol.Event;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Signal;
import dev.parley.testing.EventReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to a stream of server-sent events while it lasts, and how it ends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventsLifeTest {

    private final EdgeServer server = new EdgeServer("instances.sockets=1", "session.outboxBytesMax=65536",
        "session.outboxLagMsMax=4000", "session.pingAfterMs=200", "session.deadAfterMs=200",
        "events.heartbeatMs=300", "events.retryMs=100");

    @AfterEach
    void stop() {
        server.close();
        assertTrue(server.faults.isEmpty(), server.faults::toString);
    }

    private EventReader open(String query, String... headers) {
        var stream = new EventReader(server.port, "/events?" + query, headers);
        assertEquals(200, stream.status());
        return stream;
    }

    /** Does something to whoever listens to the channel, as its hub would. */
    private void each(String channel, Consumer<Subscriber> task) {
        server.onEveryLoop(hub -> List.copyOf(hub.cursors.get(channel).keySet()).forEach(task));
    }

    private double sessions() {
        return server.meters.get("parley.sessions").tag("transport", "sse").gauge().value();
    }

    private static Publication publication(long seq, String json) {
        return new Publication("room.run", "e1", seq, "message.posted", "", List.of(), Buffer.buffer(json));
    }

    @Test
    void everyPublicationOfARunHasAnIdOfItsOwnAndStaysOnOneLine() {
        try (var stream = open("token=ana&channel=room.run")) {
            var first = stream.next("subscribed").id();
            var run = List.<Event>of(publication(1, "{\"seq\":1}"),
                publication(2, "{\"seq\":\n2,\r\n\"x\":3}"),
                publication(3, "{\"seq\":3}"));
            each("room.run", subscriber -> Broadcasts.lend(run, subscriber::offer));
            var ids = List.of(first, stream.next("message.posted").id(), stream.next("message.posted").id(),
                stream.next("message.posted").id());
            assertEquals(4, ids.stream().distinct().count(), ids::toString);
        }
    }

    @Test
    void signalsAreToldByTheirTypeAndMoveNoPosition() {
        try (var stream = open("token=ana&channel=room.signals")) {
            var before = stream.next("subscribed").id();
            var typing = new Signal("room.signals", "typing", "typing",
                Buffer.buffer("{\"type\":\"typing\",\"data\":{\"users\":[\"bob\"]}}"));
            each("room.signals", subscriber -> Broadcasts.lend(typing, subscriber::offer));
            var told = stream.next("typing");
            assertEquals("room.signals", told.data().getString("channel"));
            assertEquals(before, told.id());
        }
    }

    @Test
    void whoReadsSlowlyIsFedFromTheLogAndMissesNothing() {
        var text = "x".repeat(10_000);
        try (var stream = open("token=ana&channel=room.slow")) {
            stream.next("subscribed");
            for (int i = 0; i < 600; i++) {
                server.publish("room.slow", new JsonObject().put("text", text));
            }
            assertTrue(server.onLoop(() -> server.hub().refusedOffers) > 0, "it never was full");
            for (int seq = 1; seq <= 600; seq++) {
                assertEquals(seq, stream.next("message.posted").data().getInteger("seq"));
            }
        }
    }

    @Test
    void whoNeverReadsIsCutOffAndMayGoOnLater() {
        var text = "x".repeat(40_000);
        String id;
        try (var stream = open("token=ana&channel=room.stuck")) {
            id = stream.next("subscribed").id();
            for (int i = 0; i < 900; i++) {
                server.publish("room.stuck", new JsonObject().put("text", text));
            }
            EdgeServer.until(() -> server.meters.find("parley.session.closes").tag("code", "3008").counter()
                != null);
            EdgeServer.until(() -> sessions() == 0);
            EdgeServer.until(() -> server.meters.get("parley.connections").gauge().value() == 0);
        }
        try (var stream = open("token=ana&channel=room.stuck", "Last-Event-ID: " + id)) {
            assertEquals(true, stream.next("subscribed").data().getBoolean("recovered"));
            assertEquals(1, stream.next("message.posted").data().getInteger("seq"));
        }
    }

    @Test
    void aNodeThatRestsSaysWhenToReturnAndEndsTheStreamThen() {
        try (var stream = open("token=ana&channel=room.rest")) {
            stream.next("subscribed");
            var drained = server.drain(2000, "http://other.example");
            var moving = stream.next("session.moving").data();
            assertEquals("parley.session", moving.getString("channel"));
            assertEquals(List.of("http://other.example"), moving.getJsonArray("urls").getList());
            server.publish("room.rest", new JsonObject());
            stream.next("message.posted");
            assertEquals(3001, stream.next("session.closed").data().getInteger("code"));
            assertEquals(Optional.empty(), stream.next());
            EdgeServer.await(drained);
        }
        try (var late = open("token=ana&channel=room.rest", "Last-Event-ID: 1")) {
            assertTrue(late.next().map(told -> !told.type().equals("message.posted")).orElse(true));
            while (late.next().isPresent()) {
                continue;
            }
            assertTrue(late.retryMs().isPresent(), "it shall come back elsewhere");
        }
    }

    @Test
    void aTokenThatEndsIsAnnouncedAndEndsTheStream() {
        try (var stream = open("token=ana:2&channel=room.expiry")) {
            stream.next("subscribed");
            assertTrue(stream.next("session.expiring").data().containsKey("expiresAt"));
            assertEquals(3500, stream.next("session.closed").data().getInteger("code"));
            assertEquals(Optional.empty(), stream.next());
            EdgeServer.until(() -> sessions() == 0);
        }
    }

    @Test
    void aLostRightEndsItsChannelAndTheLastOneTheStream() {
        try (var stream = open("token=ana&channel=room.l1&channel=room.l2")) {
            stream.next("subscribed");
            var before = stream.next("subscribed").id();
            each("room.l1", subscriber -> subscriber.ended("room.l1", Refusal.forbidden("No longer.")));
            var told = stream.next("unsubscribed");
            assertEquals("room.l1", told.data().getString("channel"));
            assertEquals("forbidden", told.data().getJsonObject("error").getString("type"));
            assertNotEquals(before, told.id());
            server.publish("room.l2", new JsonObject());
            stream.next("message.posted");
            each("room.l2", subscriber -> subscriber.ended("room.l2", Refusal.forbidden("No longer.")));
            stream.next("unsubscribed");
            assertEquals(3507, stream.next("session.closed").data().getInteger("code"));
            assertEquals(Optional.empty(), stream.next());
        }
        EdgeServer.until(() -> sessions() == 0);
    }

    @Test
    void anotherIdentityOfTheLogIsToldAnew() {
        try (var stream = open("token=ana&channel=room.anew")) {
            var before = stream.next("subscribed").id();
            each("room.anew", subscriber -> subscriber.resubscribed("room.anew",
                new Subscribed(Optional.of(new Position("e2", 7)), Optional.of(false))));
            var told = stream.next("subscribed");
            assertEquals(7, told.data().getInteger("seq"));
            assertEquals(false, told.data().getBoolean("recovered"));
            assertNotEquals(before, told.id());
        }
    }

    @Test
    void silenceIsNoReasonToEndAStreamAndWhoLeavesLeavesNothing() {
        try (var stream = open("token=ana&channel=room.silent")) {
            stream.next("subscribed");
            for (int i = 0; i < 6; i++) {
                stream.heartbeat();
            }
            assertEquals(1, sessions());
        }
        EdgeServer.until(() -> sessions() == 0);
        assertTrue(server.onLoop(() -> server.hub().calls.contains("leave")));
    }
}

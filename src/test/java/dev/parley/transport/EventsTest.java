package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.EventReader;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events: the request, its refusals, what the stream tells, and how it goes on. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventsTest {

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = new EdgeServer("instances.sockets=1", "events.channelsMax=5", "events.heartbeatMs=200",
            "events.retryMs=1000", "http.origins=https://friend.example");
    }

    @AfterAll
    static void stop() {
        server.close();
        assertTrue(server.faults.isEmpty(), server.faults::toString);
    }

    private static EventReader open(String query, String... headers) {
        return new EventReader(server.port, "/events?token=ana&" + query, headers);
    }

    private static void publish(String channel, int count) {
        server.onEveryLoop(hub -> {
            for (int i = 0; i < count; i++) {
                hub.publish(channel, new JsonObject().put("text", "50 % \"ä\" 😀\nline"));
            }
        });
    }

    private static JsonObject subscribed(String channel, int seq) {
        return new JsonObject().put("channel", channel).put("type", "subscribed").put("seq", seq)
            .put("epoch", "e1");
    }

    @Test
    void answersForEachChannelInTheirOrderAndThenTellsWhatComes() {
        publish("room.b", 2);
        try (var stream = open("channel=room.b&channel=room.a")) {
            assertEquals(200, stream.status());
            assertEquals(subscribed("room.b", 2), stream.next("subscribed").data());
            assertEquals(subscribed("room.a", 0), stream.next("subscribed").data());
            publish("room.a", 1);
            publish("room.b", 1);
            var told = stream.next("message.posted").data();
            assertEquals("room.a", told.getString("channel"));
            assertEquals(1, told.getInteger("seq"));
            assertEquals("50 % \"ä\" 😀\nline", told.getJsonObject("data").getString("text"));
            assertEquals(3, stream.next("message.posted").data().getInteger("seq"));
        }
    }

    @Test
    void aChannelNamedTwiceIsHeardOnceAndNoticesNeedNoSubscription() {
        try (var stream = open("channel=room.twice&channel=room.twice&channel=parley.session")) {
            stream.next("subscribed");
            publish("room.twice", 1);
            stream.next("message.posted");
            publish("room.twice", 1);
            assertEquals(2, stream.next("message.posted").data().getInteger("seq"));
        }
    }

    @Test
    void theHeadForbidsCachesAndBuffers() {
        try (var stream = open("channel=room.head", "Origin: https://friend.example")) {
            assertEquals("text/event-stream; charset=utf-8", stream.header("Content-Type"));
            assertEquals("no-store, no-transform", stream.header("Cache-Control"));
            assertEquals("no", stream.header("X-Accel-Buffering"));
            assertEquals("nosniff", stream.header("X-Content-Type-Options"));
            assertEquals("https://friend.example", stream.header("Access-Control-Allow-Origin"));
            assertEquals("Origin", stream.header("Vary"));
            stream.next("subscribed");
            var retry = stream.retryMs().orElseThrow();
            assertTrue(retry >= 500 && retry <= 1500, "retry " + retry);
        }
    }

    @Test
    void speaksToProxiesThatKnowNoChunks() {
        try (var stream = open("channel=room.old HTTP/1.0")) {
            assertEquals("", stream.header("Transfer-Encoding"));
            stream.next("subscribed");
            publish("room.old", 2);
            assertEquals(1, stream.next("message.posted").data().getInteger("seq"));
            assertEquals(2, stream.next("message.posted").data().getInteger("seq"));
        }
    }

    @Test
    void showsLifeByComments() {
        try (var stream = open("channel=room.quiet")) {
            stream.next("subscribed");
            stream.heartbeat();
            stream.heartbeat();
            publish("room.quiet", 1);
            stream.next("message.posted");
            stream.heartbeat();
        }
    }

    private static String place(EventReader.Told told) {
        return told.data().getString("channel") + " " + told.data().getInteger("seq");
    }

    /** Hears two channels, of which the first tells two, until the first of them; the id of then. */
    private static String afterOneOf(String channel, String other) {
        try (var stream = open("channel=" + channel + "&channel=" + other)) {
            stream.next("subscribed");
            stream.next("subscribed");
            publish(channel, 2);
            return stream.next("message.posted").id();
        }
    }

    @Test
    void goesOnFromTheIdInEveryChannel() {
        publish("room.r1", 2);
        publish("room.r2", 5);
        var id = afterOneOf("room.r1", "room.r2");
        publish("room.r2", 1);
        var channels = "channel=room.r2&channel=room.r1&channel=room.r3";
        for (var way : List.<Supplier<EventReader>>of(() -> open(channels, "Last-Event-ID: " + id),
            () -> open(channels + "&lastEventId=" + id))) {
            try (var stream = way.get()) {
                assertEquals(subscribed("room.r2", 6).put("recovered", true), stream.next().get().data());
                assertEquals(subscribed("room.r1", 4).put("recovered", true), stream.next().get().data());
                assertEquals(subscribed("room.r3", 0), stream.next("subscribed").data(), "it is new here");
                var told = Set.of(place(stream.next("message.posted")), place(stream.next("message.posted")));
                assertEquals(Set.of("room.r2 6", "room.r1 4"), told);
            }
        }
    }

    @Test
    void theFirstIdHoldsTheStartSoThatNothingIsLostBeforeTheFirstEvent() {
        publish("room.early", 3);
        String id;
        try (var stream = open("channel=room.early&last=2")) {
            assertEquals(subscribed("room.early", 3).put("recovered", true), stream.next().get().data());
            id = stream.lastId();
        }
        try (var stream = open("channel=room.early&last=1", "Last-Event-ID: " + id)) {
            stream.next("subscribed");
            assertEquals(2, stream.next("message.posted").data().getInteger("seq"));
            assertEquals(3, stream.next("message.posted").data().getInteger("seq"));
        }
    }

    @Test
    void startsAtPositionsThatAreGiven() {
        publish("room.p1", 3);
        publish("room.p2", 3);
        try (var stream = open("channel=room.p1&since=2&channel=room.p2&since=3&epoch=e1")) {
            assertEquals(true, stream.next("subscribed").data().getBoolean("recovered"));
            stream.next("subscribed");
            assertEquals(3, stream.next("message.posted").data().getInteger("seq"));
            publish("room.p2", 1);
            assertEquals(4, stream.next("message.posted").data().getInteger("seq"));
        }
    }

    @Test
    void anUnreadableIdIsToldOnAllChannels() {
        publish("room.u1", 3);
        try (var stream = open("channel=room.u1&channel=room.u2&last=2", "Last-Event-ID: of another")) {
            assertEquals(subscribed("room.u1", 3).put("recovered", false), stream.next().get().data());
            assertEquals(subscribed("room.u2", 0).put("recovered", false), stream.next().get().data());
            publish("room.u1", 1);
            assertEquals(4, stream.next("message.posted").data().getInteger("seq"), "nothing older follows");
        }
    }

    @Test
    void anotherLogIsToldAndMovesTheId() {
        publish("room.log", 3);
        String id;
        try (var stream = open("channel=room.log&since=2&epoch=before")) {
            assertEquals(subscribed("room.log", 3).put("recovered", false), stream.next().get().data());
            id = stream.lastId();
        }
        try (var stream = open("channel=room.log", "Last-Event-ID: " + id)) {
            assertEquals(subscribed("room.log", 3).put("recovered", true), stream.next().get().data());
            assertEquals(id, stream.lastId());
        }
    }
}

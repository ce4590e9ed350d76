package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subscribing and what follows: answers first, then events, over raw and SockJS WebSockets. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SubscribeTest {

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = new EdgeServer("instances.sockets=1", "session.registrationsMax=5");
    }

    @AfterAll
    static void stop() {
        server.close();
        assertTrue(server.faults.isEmpty(), server.faults::toString);
    }

    private static SocketClient ana() {
        return server.connect("/eventbus/websocket?token=ana");
    }

    private static void publish(String channel, int count) {
        server.onEveryLoop(hub -> {
            for (int i = 0; i < count; i++) {
                hub.publish(channel, new JsonObject().put("i", i));
            }
        });
    }

    private static JsonObject body(SocketClient client, String channel) {
        var frame = client.json();
        assertEquals("rec", frame.getString("type"), frame::encode);
        assertEquals(channel, frame.getString("address"));
        return frame.getJsonObject("body");
    }

    @Test
    void answersFirstAndThenTellsWhatComes() {
        publish("room.first", 2);
        try (var client = ana()) {
            client.send(RawBridgeTest.register("room.first", new JsonObject()));
            assertEquals(new JsonObject().put("type", "subscribed").put("seq", 2).put("epoch", "e1"),
                body(client, "room.first"));
            publish("room.first", 3);
            for (int seq = 3; seq <= 5; seq++) {
                assertEquals(seq, body(client, "room.first").getInteger("seq"));
            }
        }
    }

    @Test
    void readsPositionsFromNumbersAndStrings() {
        publish("room.since", 5);
        for (Object since : new Object[] {3, "3", 3.0}) {
            try (var client = ana()) {
                client.send(RawBridgeTest.register("room.since",
                    new JsonObject().put("since", since).put("epoch", "e1")));
                assertEquals(true, body(client, "room.since").getBoolean("recovered"));
                assertEquals(4, body(client, "room.since").getInteger("seq"));
                assertEquals(5, body(client, "room.since").getInteger("seq"));
            }
        }
        try (var client = ana()) {
            client.send(RawBridgeTest.register("room.since", new JsonObject().put("last", "1")));
            assertEquals(5, body(client, "room.since").getInteger("seq"));
            assertEquals(5, body(client, "room.since").getInteger("seq"));
        }
    }

    @Test
    void refusesAtTheAddressOfTheChannel() {
        try (var client = ana()) {
            client.send(RawBridgeTest.register("room.secret", new JsonObject()));
            var refusal = client.json();
            assertEquals("room.secret", refusal.getString("address"));
            assertEquals("not_found", refusal.getString("failureType"));
        }
    }

    @Test
    void boundsTheRegistrationsOfASession() {
        try (var client = ana()) {
            for (int i = 0; i < 5; i++) {
                client.send(RawBridgeTest.register("room.b" + i, new JsonObject()));
                body(client, "room.b" + i);
            }
            client.send(RawBridgeTest.register("room.b5", new JsonObject()));
            assertEquals("too_large", client.json().getString("failureType"));
            client.send(RawBridgeTest.register("room.b4", new JsonObject()));
            body(client, "room.b4");
            client.text("{\"type\":\"unregister\",\"address\":\"room.b4\"}");
            client.send(RawBridgeTest.register("room.b5", new JsonObject()));
            body(client, "room.b5");
        }
    }

    @Test
    void tellsNothingAfterUnregistering() {
        try (var client = ana()) {
            client.send(RawBridgeTest.register("room.gone", new JsonObject()));
            body(client, "room.gone");
            client.text("{\"type\":\"unregister\",\"address\":\"room.gone\"}");
            client.text("{\"type\":\"ping\"}");
            assertEquals("pong", client.json().getString("type"));
            publish("room.gone", 1);
            client.text("{\"type\":\"ping\"}");
            assertEquals("pong", client.json().getString("type"));
        }
    }

    @Test
    void subscribesToManyChannelsInOneCommand() {
        publish("room.many", 3);
        try (var client = ana()) {
            client.send(RawBridgeTest.send("parley.session", "sync", "r", new JsonObject().put("channels",
                new JsonObject().put("room.many", new JsonObject().put("since", 2))
                    .put("room.secret", new JsonObject()).put("room.new", null)
                    .put("room.bad", new JsonObject().put("since", "x")).put("parley.session", null))));
            var channels = body(client, "r").getJsonObject("channels");
            assertEquals(new JsonObject().put("seq", 3).put("epoch", "e1").put("recovered", true),
                channels.getJsonObject("room.many"));
            assertEquals("not_found", channels.getJsonObject("room.secret").getJsonObject("error")
                .getString("type"));
            assertEquals("bad_request", channels.getJsonObject("room.bad").getJsonObject("error")
                .getString("type"));
            assertEquals(0, channels.getJsonObject("room.new").getInteger("seq"));
            assertEquals(3, body(client, "room.many").getInteger("seq"), "the answer came first");
            publish("room.new", 1);
            assertEquals(1, body(client, "room.new").getInteger("seq"));
        }
    }

    @Test
    void refusesASyncOfTooManyOrOfNothing() {
        try (var client = ana()) {
            var many = new JsonObject();
            for (int i = 0; i < 6; i++) {
                many.put("room.m" + i, new JsonObject());
            }
            client.send(RawBridgeTest.send("parley.session", "sync", "r",
                new JsonObject().put("channels", many)));
            assertEquals("too_large", client.json().getString("failureType"));
            client.send(RawBridgeTest.send("parley.session", "sync", "r", new JsonObject()));
            assertEquals("bad_request", client.json().getString("failureType"));
        }
    }

    private static JsonObject ack(SocketClient client, JsonObject channels) {
        client.send(RawBridgeTest.send("parley.session", "ack", "r",
            new JsonObject().put("channels", channels)));
        return client.json();
    }

    @Test
    void handsDeliveredMarksToTheReceiptsOfRooms() {
        try (var client = ana()) {
            assertEquals("bad_request",
                ack(client, new JsonObject().put("room.a", -1)).getString("failureType"));
            assertEquals(new JsonObject(),
                ack(client, new JsonObject().put("room.a", 4).put("live.demo.x", 7)).getJsonObject("body"));
            assertTrue(server.offers.applied.contains("a:4"));
            var refused = ack(client, new JsonObject().put("room.secret", 1).put("room.b", 2))
                .getJsonObject("body").getJsonObject("channels");
            assertEquals("not_found", refused.getJsonObject("room.secret").getJsonObject("error")
                .getString("type"));
            assertEquals(1, refused.size());
            assertTrue(server.offers.applied.contains("b:2"));
        }
    }

    @Test
    void wrapsFramesForSockJs() {
        try (var client = server.connect("/eventbus/000/abc/websocket?token=ana")) {
            assertEquals("o", client.text());
            var register = RawBridgeTest.register("room.wrap", new JsonObject());
            var ping = new JsonObject().put("type", "ping");
            client.text(new JsonArray().add(ping.encode()).add(register.encode()).encode());
            var first = client.text();
            assertTrue(first.startsWith("a[\""), first);
            assertEquals("subscribed", unwrap(first).getJsonObject("body").getString("type"), "no pong");
            var text = "tab\t \"quote\" \\ ü \u2028 \u200d 😀 \uffff end";
            server.onEveryLoop(hub -> hub.publish("room.wrap", new JsonObject().put("t", text)));
            var frame = client.text();
            assertFalse(frame.contains("\u2028") || frame.contains("😀") || frame.contains("\uffff"), frame);
            assertEquals(text, unwrap(frame).getJsonObject("body").getJsonObject("data").getString("t"));
            client.text("");
            client.text("no json");
            assertEquals("bad_request", unwrap(client.text()).getString("failureType"));
        }
    }

    private static JsonObject unwrap(String frame) {
        return new JsonObject(new JsonArray(frame.substring(1)).getString(0));
    }
}

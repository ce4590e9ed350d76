package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What one client may do, in which order it is answered, and what becomes of one that does not read or
 * live.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LimitsTest {

    private static final String PATH = "/eventbus/websocket?token=ana";

    private static JsonObject post(String room, String text, String hold) {
        return post(room, text, hold, text);
    }

    private static JsonObject post(String room, String text, String hold, String replyAddress) {
        var body = new JsonObject().put("room", room).put("text", text);
        return RawBridgeTest.send("test.messages", "post", replyAddress,
            hold.isEmpty() ? body : body.put("hold", hold));
    }

    @Test
    void answersTheWritesOfARoomInTheOrderSentRefusalsIncluded() {
        try (var server = new EdgeServer(); var client = server.connect(PATH)) {
            client.send(post("a", "a1", "h1"));
            var wrong = new JsonObject().put("room", "a");
            client.send(RawBridgeTest.send("test.messages", "typed", "a2", wrong));
            client.send(RawBridgeTest.send("test.rooms", "create", "a3", new JsonObject().put("id", "a")));
            client.send(post("a", "a4", ""));
            client.send(post("b", "b1", ""));
            client.send(RawBridgeTest.send("test.echo", "say", "read", new JsonObject().put("room", "a")));
            assertEquals("b1", client.json().getString("address"), "another room does not wait");
            assertEquals("read", client.json().getString("address"), "nor does a read");
            EdgeServer.until(() -> server.offers.applied.contains("a4"));
            server.offers.release("h1");
            var order = new ArrayList<String>();
            for (int i = 0; i < 4; i++) {
                order.add(client.json().getString("address"));
            }
            assertEquals(List.of("a1", "a2", "a3", "a4"), order);
        }
    }

    @Test
    void refusesWhatIsAboveTheRateInTurnAndSaysWhenToTryAgain() {
        try (var server = new EdgeServer("session.commandsPerSecond=1", "session.commandsBurst=5");
             var client = server.connect(PATH)) {
            for (int i = 0; i < 8; i++) {
                client.send(post("a", "t" + i, i == 0 ? "h" : ""));
            }
            EdgeServer.until(() -> server.offers.applied.size() == 5);
            server.offers.release("h");
            for (int i = 0; i < 8; i++) {
                var answer = client.json();
                assertEquals("t" + i, answer.getString("address"));
                assertEquals(i < 5 ? "rec" : "err", answer.getString("type"));
                if (i >= 5) {
                    assertEquals("rate_limited", answer.getString("failureType"));
                    assertTrue(answer.getJsonObject("data").getInteger("retryAfterMs") > 0);
                }
            }
            for (int i = 0; i < 50; i++) {
                client.send(RawBridgeTest.register("room.a", new JsonObject()));
            }
            var answer = client.json();
            while (answer.getString("type").equals("rec")) {
                answer = client.json();
            }
            assertEquals("rate_limited", answer.getString("failureType"));
            assertEquals("room.a", answer.getString("address"));
        }
    }

    @Test
    void stopsReadingFromWhoFloodsAndGoesOnWhenTheDebtIsPaid() {
        try (var server = new EdgeServer("session.commandsPerSecond=50", "session.commandsBurst=50");
             var client = server.connect(PATH)) {
            var big = post("a", "x".repeat(10_000), "", "r");
            for (int i = 0; i < 400; i++) {
                client.send(big);
            }
            var refused = server.meters.find("parley.commands").tag("result", "rate_limited");
            EdgeServer.until(() -> refused.counter() != null && refused.counter().count() >= 30);
            assertTrue(server.offers.applied.size() + refused.counter().count() < 400, "all was read");
            for (int i = 0; i < 400; i++) {
                client.json();
            }
        }
    }

    @Test
    void readsNoMoreThanMayBeUnderWay() {
        try (var server = new EdgeServer("session.commandsPendingMax=4", "session.commandsPerSecond=100000",
            "session.commandsBurst=100000"); var client = server.connect(PATH)) {
            for (int i = 0; i < 2000; i++) {
                client.send(post("a", "x".repeat(1000), "h", "p" + i));
            }
            EdgeServer.until(() -> server.offers.applied.size() >= 4);
            client.send(new JsonObject().put("type", "ping"));
            assertTrue(!client.comes(500), "the ping waits behind what is not read");
            assertTrue(server.offers.applied.size() < 200, "read: " + server.offers.applied.size());
            client.patience(15_000);
            server.offers.release("h");
            for (int i = 0; i < 2000; i++) {
                assertEquals("p" + i, client.json().getString("address"));
            }
        }
    }

    @Test
    void endsWhoShowsNoSignOfLife() {
        try (var server = new EdgeServer("session.pingAfterMs=1000", "session.deadAfterMs=4000");
             var client = server.connect(PATH); var polite = server.connect(PATH)) {
            assertEquals(SocketClient.PING, client.receive().opcode());
            assertEquals(SocketClient.PING, polite.receive().opcode());
            polite.frame(SocketClient.PONG, true, new byte[0]);
            assertTrue(client.closing().startsWith("3012 "));
            assertEquals(SocketClient.PING, polite.receive().opcode());
            polite.text("{\"type\":\"ping\"}");
            assertEquals("{\"type\":\"pong\"}", polite.text());
        }
    }

    @Test
    void feedsWhoReadsLateAndLosesNothing() {
        try (var server = new EdgeServer("instances.sockets=1", "session.outboxBytesMax=65536",
            "session.outboxLagMsMax=60000"); var client = server.connect(PATH)) {
            client.send(RawBridgeTest.register("room.slow", new JsonObject()));
            client.json();
            var data = new JsonObject().put("x", "y".repeat(1000));
            server.onEveryLoop(hub -> {
                for (int i = 0; i < 20_000; i++) {
                    hub.publish("room.slow", data);
                }
            });
            EdgeServer.until(() -> server.hub().refusedOffers > 0);
            for (int seq = 1; seq <= 20_000; seq++) {
                assertEquals(seq, client.json().getJsonObject("body").getInteger("seq"));
            }
        }
    }

    @Test
    void closesWhoNeverReads() {
        try (var server = new EdgeServer("instances.sockets=1", "session.outboxBytesMax=65536",
            "session.outboxLagMsMax=1000"); var client = server.connect(PATH)) {
            client.send(RawBridgeTest.register("room.stuck", new JsonObject()));
            client.json();
            var data = new JsonObject().put("x", "y".repeat(10_000));
            server.onEveryLoop(hub -> {
                for (int i = 0; i < 5000; i++) {
                    hub.publish("room.stuck", data);
                }
            });
            EdgeServer.until(() -> server.meters.find("parley.session.closes").tag("code", "3008")
                .counter() != null);
            EdgeServer.until(() -> server.hub().calls.contains("leave"));
            assertTrue(client.ended());
        }
    }

    @Test
    void findsOutThatNobodyIsBehindAFullLine() {
        try (var server = new EdgeServer("instances.sockets=1", "session.outboxBytesMax=65536",
            "session.outboxLagMsMax=60000", "session.pingAfterMs=300", "session.deadAfterMs=300");
             var client = server.connect(PATH)) {
            client.send(RawBridgeTest.register("room.dead", new JsonObject()));
            client.json();
            var data = new JsonObject().put("x", "y".repeat(10_000));
            server.onEveryLoop(hub -> {
                for (int i = 0; i < 5000; i++) {
                    hub.publish("room.dead", data);
                }
            });
            EdgeServer.until(() -> server.meters.find("parley.session.closes").tag("code", "3012")
                .counter() != null);
        }
    }

    @Test
    void growsNoMemoryForWhoAsksAndNeverReads() {
        try (var server = new EdgeServer("session.outboxBytesMax=65536", "session.commandsPerSecond=100000",
            "session.commandsBurst=100000", "session.outboxLagMsMax=2000", "session.pingAfterMs=600000");
             var client = server.connect(PATH)) {
            var big = post("a", "x".repeat(30_000), "", "r");
            var sent = 0;
            try {
                for (; sent < 3000; sent++) {
                    client.send(big);
                }
            } catch (RuntimeException closed) {
                assertTrue(sent < 3000);
            }
            assertTrue(server.offers.applied.size() < 1000, "applied: " + server.offers.applied.size());
        }
    }
}

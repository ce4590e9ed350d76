package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send or ask for more than anybody needs: what it costs the server has a bound. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FloodTest {

    private static final String PATH = "/eventbus/websocket?token=ana";

    private static double met(EdgeServer server, String limit) {
        return server.meters.get("parley.limits").tag("limit", limit).counter().count();
    }

    private static JsonObject echo(String replyAddress, String hold) {
        return RawBridgeTest.send("test.echo", "say", replyAddress,
            new JsonObject().put("text", replyAddress).put("hold", hold));
    }

    @Test
    void readsPingsSlowlyWhenTheyAreAFlood() {
        try (var server = new EdgeServer("session.bytesPerSecond=262144", "session.bytesBurst=262144");
             var client = server.connect(PATH)) {
            for (int i = 0; i < 300; i++) {
                client.frame(SocketClient.PING, true, new byte[0]);
            }
            EdgeServer.until(() -> met(server, "bytes_session") >= 1);
            for (int i = 0; i < 300; i++) {
                assertEquals(SocketClient.PONG, client.receive().opcode());
            }
        }
    }

    @Test
    void keepsNoMorePongsThanFitForWhoReadsNone() {
        try (var server = new EdgeServer("session.outboxBytesMax=65536", "session.bytesBurst=2147483647",
            "session.bytesPerSecond=2147483647", "session.outboxLagMsMax=1000");
             var client = server.connect(PATH)) {
            var payload = new byte[125];
            try {
                for (int i = 0; i < 200_000; i++) {
                    client.frame(SocketClient.PING, true, payload);
                }
            } catch (java.io.UncheckedIOException closed) {
                assertTrue(client.ended());
            }
            var out = server.meters.get("parley.frames.out.bytes").functionCounters().stream()
                .mapToDouble(counter -> counter.count()).sum();
            assertTrue(out < 10_000_000, "pongs taken for somebody who reads none: " + out + " bytes");
        }
    }

    @Test
    void endsAMessageThatNeverEnds() {
        try (var server = new EdgeServer(); var client = server.connect(PATH)) {
            client.frame(SocketClient.TEXT, false, new byte[1_000]);
            for (int i = 0; i < 300; i++) {
                client.frame(SocketClient.CONTINUATION, false, new byte[1_000]);
            }
            assertTrue(client.closing().startsWith("1009 "));
        }
    }

    @Test
    void readsEmptyFragmentsSlowly() {
        try (var server = new EdgeServer("session.bytesPerSecond=262144", "session.bytesBurst=262144");
             var client = server.connect(PATH)) {
            client.frame(SocketClient.TEXT, false, new byte[0]);
            for (int i = 0; i < 200; i++) {
                client.frame(SocketClient.CONTINUATION, false, new byte[0]);
            }
            client.frame(SocketClient.CONTINUATION, true, "{\"type\":\"ping\"}".getBytes());
            EdgeServer.until(() -> met(server, "bytes_session") >= 1);
            assertEquals("{\"type\":\"pong\"}", client.text());
        }
    }

    @Test
    void countsSubscriptionsHoweverTheyCome() {
        try (var server = new EdgeServer("session.registrationsPerSecond=1", "session.registrationsBurst=10",
            "session.registrationsMax=10"); var client = server.connect(PATH)) {
            var channels = new JsonObject();
            for (int i = 0; i < 8; i++) {
                channels.put("room.r" + i, new JsonObject());
            }
            client.send(RawBridgeTest.send("parley.session", "sync", "r", new JsonObject()
                .put("channels", channels)));
            var answers = client.json().getJsonObject("body").getJsonObject("channels");
            assertTrue(answers.stream().noneMatch(one -> ((JsonObject) one.getValue()).containsKey("error")));
            for (int i = 0; i < 3; i++) {
                client.send(RawBridgeTest.register("room.r0", new JsonObject()));
            }
            assertEquals("rec", client.json().getString("type"));
            assertEquals("rec", client.json().getString("type"));
            var refused = client.json();
            assertEquals("rate_limited", refused.getString("failureType"));
            assertTrue(refused.getJsonObject("data").getInteger("retryAfterMs") > 0);
            assertEquals(1, met(server, "registrations_session"));
        }
    }

    @Test
    void readsNobodyWhoHasAskedForMuchMoreThanHeMaySend() {
        try (var server = new EdgeServer("session.bytesPerSecond=65536", "session.bytesBurst=262144",
            "session.outboxBytesMax=16777216"); var client = server.connect(PATH)) {
            var large = new JsonObject().put("text", "x".repeat(60_000));
            for (int i = 0; i < 6; i++) {
                client.send(RawBridgeTest.send("test.echo", "say", "r" + i, large));
            }
            EdgeServer.until(() -> met(server, "bytes_session") >= 1);
            for (int i = 0; i < 6; i++) {
                assertEquals("r" + i, client.json().getString("address"), "slowly, but answered");
            }
        }
    }

    @Test
    void refusesTooManySubscriptionsOfOneFrameTogether() {
        try (var server = new EdgeServer("session.registrationsPerSecond=1", "session.registrationsBurst=10",
            "session.registrationsMax=10"); var client = server.connect(PATH)) {
            for (int i = 0; i < 2; i++) {
                var channels = new JsonObject();
                for (int n = 0; n < 6; n++) {
                    channels.put("room.r" + i + n, new JsonObject());
                }
                client.send(RawBridgeTest.send("parley.session", "sync", "r", new JsonObject()
                    .put("channels", channels)));
            }
            assertEquals("rec", client.json().getString("type"));
            assertEquals("rate_limited", client.json().getString("failureType"));
        }
    }

    @Test
    void asksOnlyAFewQuestionsOfAClientAtOnce() {
        try (var server = new EdgeServer("session.readsPendingMax=2"); var client = server.connect(PATH)) {
            for (int i = 0; i < 5; i++) {
                client.send(echo("q" + i, "h" + i));
            }
            client.send(RawBridgeTest.send("test.messages", "post", "write", new JsonObject().put("room", "a")
                .put("text", "w")));
            assertEquals("write", client.json().getString("address"), "a write does not wait for questions");
            assertEquals(java.util.List.of("q0", "q1", "w"), server.offers.applied);
            for (int i = 0; i < 5; i++) {
                server.offers.release("h" + i);
                assertEquals("q" + i, client.json().getString("address"));
            }
        }
    }

    @Test
    void asksNoQuestionOfWhoHasHadMoreThanHisShare() {
        try (var server = new EdgeServer("session.readsPendingMax=1", "session.bytesPerSecond=16384",
            "session.bytesBurst=262144"); var client = server.connect(PATH)) {
            client.send(echo("q0", "held"));
            for (int i = 1; i < 6; i++) {
                client.send(RawBridgeTest.send("test.echo", "say", "q" + i,
                    new JsonObject().put("text", "x".repeat(60_000))));
            }
            EdgeServer.until(() -> met(server, "bytes_session") >= 1);
            server.offers.release("held");
            assertEquals("q0", client.json().getString("address"));
            assertEquals(java.util.List.of("q0"), server.offers.applied);
            assertEquals("q1", client.json().getString("address"), "when the debt is paid");
        }
    }

    @Test
    void answersAFloodOfRegistersWithinTheRate() {
        try (var server = new EdgeServer("session.commandsPerSecond=50", "session.commandsBurst=100");
             var client = server.connect(PATH)) {
            for (int i = 0; i < 1_000; i++) {
                client.send(RawBridgeTest.register("room.x" + i % 7, new JsonObject()));
                client.send(new JsonObject().put("type", "unregister").put("address", "room.x" + i % 7));
            }
            EdgeServer.until(() -> met(server, "commands_session") >= 10);
            var opens = server.hub().calls.stream().filter(call -> call.startsWith("open")).count();
            assertTrue(opens <= 400, "opened " + opens);
        }
    }

    @Test
    void readsNoFloodOfWhoWasToldToGo() {
        byte[][] reasons = {{(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xFF}, {(byte) 0xF1, (byte) 0x80}};
        var flood = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            flood.writeBytes(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '{', '}'});
        }
        try (var server = new EdgeServer()) {
            for (var reason : reasons) {
                try (var client = server.connect(PATH)) {
                    client.bytes(reason);
                    assertThrows(java.io.UncheckedIOException.class, () -> {
                        for (int sent = 0; sent < 128 << 20; sent += flood.size()) {
                            client.bytes(flood.toByteArray());
                        }
                    });
                }
            }
        }
    }
}

package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes in: caps and rates of the node, of an address, of a user. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AdmissionTest {

    private static final String PATH = "/eventbus/websocket?token=";

    private static double met(EdgeServer server, String limit) {
        return server.meters.get("parley.limits").tag("limit", limit).counter().count();
    }

    /** The burst is over: whoever goes on is refused, unless he was so slow that one more was due. */
    private static void untilRefused(BooleanSupplier attempt) {
        assertTrue(IntStream.range(0, 50).anyMatch(i -> attempt.getAsBoolean()), "refused at last");
    }

    private static String echo(SocketClient client) {
        client.send(RawBridgeTest.send("test.echo", "say", "r", new JsonObject()));
        return client.json().getString("type");
    }

    private static List<SocketClient> connect(EdgeServer server, int count, String user) {
        var clients = new ArrayList<SocketClient>();
        for (int i = 0; i < count; i++) {
            clients.add(server.connect(PATH + user));
        }
        return clients;
    }

    @Test
    void countsTheConnectionsOfAllLoopsTogether() {
        try (var server = new EdgeServer("instances.sockets=3", "http.connectionsMax=10")) {
            var clients = connect(server, 12, "ana");
            assertEquals(10, clients.stream().filter(one -> one.status.contains(" 101 ")).count());
            assertEquals(2, clients.stream().filter(one -> one.status.contains(" 503 ")).count());
            assertEquals(2, met(server, "connections_node"));
            clients.forEach(SocketClient::close);
            EdgeServer.until(() -> server.meters.get("parley.connections").gauge().value() == 0);
            try (var next = server.connect(PATH + "ana")) {
                assertTrue(next.status.contains(" 101 "), next.status);
            }
        }
    }

    @Test
    void letsWhoWatchesOverTheNodeInWhenItIsFull() {
        try (var server = new EdgeServer("instances.sockets=1", "http.connectionsMax=1");
             var only = server.connect(PATH + "ana")) {
            assertTrue(only.status.contains(" 101 "));
            var http = new HttpPeer(server.port);
            assertEquals(404, http.get("/health/live").statusCode(), "no route here, but a router");
            var refused = http.get("/hello");
            assertEquals(503, refused.statusCode());
            assertEquals("5", refused.headers().firstValue("Retry-After").orElse(""));
            assertEquals(5_000, new JsonObject(refused.body()).getJsonObject("error").getJsonObject("data")
                .getInteger("retryAfterMs"));
        }
    }

    @Test
    void refusesAnAddressThatHasTooManyConnections() {
        try (var server = new EdgeServer("instances.sockets=2", "address.connectionsMax=3")) {
            var clients = connect(server, 5, "ana");
            assertEquals(3, clients.stream().filter(one -> one.status.contains(" 101 ")).count());
            assertEquals(2, clients.stream().filter(one -> one.status.contains(" 429 ")).count());
            assertEquals(2, met(server, "connections_address"));
            clients.forEach(SocketClient::close);
            EdgeServer.until(() -> {
                try (var next = server.connect(PATH + "ana")) {
                    return next.status.contains(" 101 ");
                }
            });
        }
    }

    @Test
    void refusesAnAddressThatConnectsTooOften() {
        try (var server = new EdgeServer("address.connectsPerSecond=1", "address.connectsBurst=3")) {
            var clients = connect(server, 3, "ana");
            assertTrue(clients.stream().allMatch(one -> one.status.contains(" 101 ")));
            untilRefused(() -> server.connect(PATH + "ana").status.contains(" 429 "));
            assertEquals(1, met(server, "connects_address"));
        }
    }

    @Test
    void letsWhoIsTurnedAwayWaitForHisRefusal() {
        try (var server = new EdgeServer("address.connectionsMax=1", "instances.sockets=2");
             var first = server.connect(PATH + "ana")) {
            assertTrue(first.status.contains(" 101 "));
            var began = System.nanoTime();
            try (var second = server.connect(PATH + "ana")) {
                assertTrue(second.status.contains(" 429 "), second.status);
                var took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                assertTrue(took >= 450, "refused after " + took + " ms");
            }
        }
    }

    @Test
    void refusesTheRequestsOfAnAddressThatAsksTooMuch() {
        try (var server = new EdgeServer("address.commandsPerSecond=1", "address.commandsBurst=3")) {
            var http = new HttpPeer(server.port);
            for (int i = 0; i < 3; i++) {
                assertEquals(200, http.get("/hello").statusCode());
            }
            var refused = IntStream.range(0, 50).mapToObj(i -> http.get("/hello"))
                .filter(answer -> answer.statusCode() == 429).findFirst().orElseThrow();
            assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
            assertEquals("rate_limited", new JsonObject(refused.body()).getJsonObject("error")
                .getString("type"));
        }
    }

    @Test
    void refusesNoFasterForWhoHammersOn() {
        try (var server = new EdgeServer("address.commandsPerSecond=1", "address.commandsBurst=1")) {
            var http = new HttpPeer(server.port);
            untilRefused(() -> http.get("/hello").statusCode() == 429);
            var began = System.nanoTime();
            var refused = IntStream.range(0, 4).filter(i -> http.get("/hello").statusCode() == 429).count();
            var took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            assertTrue(refused >= 3 && took >= 600, refused + " refusals took " + took + " ms");
        }
    }

    @Test
    void countsTheBytesOfAnAddressWhateverCarriesThem() {
        try (var server = new EdgeServer("address.bytesPerSecond=1024", "address.bytesBurst=262144")) {
            var http = new HttpPeer(server.port);
            assertEquals(404, http.post("/eventbus/000/nobody/xhr_send", "x".repeat(600_000)).statusCode());
            EdgeServer.until(() -> http.get("/hello").statusCode() == 429);
            assertTrue(met(server, "bytes_address") >= 1);
        }
    }

    @Test
    void countsBehindATrustedProxyTheClientsThatItNames() {
        try (var server = new EdgeServer("instances.sockets=1", "http.trustedProxies=127.0.0.0/8",
            "address.connectionsMax=1", "address.commandsPerSecond=1", "address.commandsBurst=2")) {
            var http = new HttpPeer(server.port);
            for (int i = 0; i < 20; i++) {
                assertEquals(200, http.get("/hello", "X-Forwarded-For", "203.0.113." + i).statusCode());
            }
            try (var one = new SocketClient(server.port, PATH + "a", "X-Forwarded-For: 198.51.100.1");
                 var two = new SocketClient(server.port, PATH + "b", "X-Forwarded-For: 198.51.100.2");
                 var again = new SocketClient(server.port, PATH + "c", "X-Forwarded-For: 198.51.100.1")) {
                assertTrue(one.status.contains(" 101 "));
                assertTrue(two.status.contains(" 101 "));
                assertTrue(again.status.contains(" 429 "), again.status);
            }
        }
    }

    @Test
    void believesNobodyWhoOnlyNamesAnotherAddress() {
        try (var server = new EdgeServer("address.commandsPerSecond=1", "address.commandsBurst=2")) {
            var http = new HttpPeer(server.port);
            assertEquals(200, http.get("/hello", "X-Forwarded-For", "203.0.113.1").statusCode());
            assertEquals(200, http.get("/hello", "X-Forwarded-For", "203.0.113.2").statusCode());
            untilRefused(() -> http.get("/hello", "X-Forwarded-For", "203.0.113.3").statusCode() == 429);
        }
    }

    @Test
    void letsHandshakesAboveTheRateWaitForTheirTurn() {
        try (var server = new EdgeServer("http.acceptsPerSecond=1", "http.acceptsBurst=2",
            "edge.acceptWaitMs=60000")) {
            var clients = connect(server, 5, "ana");
            assertTrue(clients.stream().allMatch(one -> one.status.contains(" 101 ")));
            assertTrue(met(server, "accepts_waited") >= 1);
            clients.get(4).send(new JsonObject().put("type", "ping"));
            assertEquals("pong", clients.get(4).json().getString("type"), "it is a socket like others");
            assertEquals(5, server.meters.get("parley.accepts").counter().count());
        }
    }

    @Test
    void refusesHandshakesThatWouldWaitTooLong() {
        try (var server = new EdgeServer("http.acceptsPerSecond=1", "http.acceptsBurst=1",
            "edge.acceptWaitMs=0")) {
            var clients = connect(server, 3, "ana");
            assertTrue(clients.get(0).status.contains(" 101 "));
            assertTrue(clients.stream().anyMatch(one -> one.status.contains(" 503 ")));
            assertTrue(met(server, "accepts") >= 1);
        }
    }

    @Test
    void closesTheSessionOfAUserWhoHasTooManyAndLetsHimComeBack() {
        try (var server = new EdgeServer("instances.sockets=1", "user.connectionsMax=2")) {
            var clients = connect(server, 3, "ana");
            assertTrue(clients.get(2).closing().startsWith("3029 "));
            try (var bob = server.connect(PATH + "bob"); var late = server.connect("/eventbus/websocket")) {
                bob.send(RawBridgeTest.send("parley.session", "whoami", "r", new JsonObject()));
                assertEquals("rec", bob.json().getString("type"), "others are not concerned");
                var token = new JsonObject().put("token", "ana");
                late.send(RawBridgeTest.send("parley.session", "authenticate", "r", token));
                var refused = late.json();
                assertEquals("rate_limited", refused.getString("failureType"));
                assertTrue(refused.getJsonObject("data").getInteger("retryAfterMs") > 0);
                clients.get(0).close();
                EdgeServer.until(() -> {
                    late.send(RawBridgeTest.send("parley.session", "authenticate", "r", token));
                    return late.json().getString("type").equals("rec");
                });
            }
        }
    }

    @Test
    void countsTheCommandsOfAUserOverAllHisSessions() {
        try (var server = new EdgeServer("user.commandsPerSecond=1", "user.commandsBurst=5");
             var one = server.connect(PATH + "ana"); var two = server.connect(PATH + "ana");
             var other = server.connect(PATH + "bob")) {
            for (int i = 0; i < 5; i++) {
                assertEquals("rec", echo(i % 2 == 0 ? one : two));
            }
            untilRefused(() -> echo(one).equals("err") && echo(two).equals("err"));
            assertEquals("rec", echo(other));
            assertTrue(met(server, "commands_user") >= 2);
        }
    }

    @Test
    void countsPolledSessionsForTheirAddress() {
        try (var server = new EdgeServer("instances.sockets=1", "address.connectionsMax=3")) {
            var http = new HttpPeer(server.port);
            assertEquals("o\n", http.post("/eventbus/000/one/xhr?token=ana", "").body());
            assertEquals("o\n", http.post("/eventbus/000/two/xhr?token=ana", "").body());
            assertEquals(429, http.post("/eventbus/000/three/xhr?token=ana", "").statusCode());
        }
    }
}

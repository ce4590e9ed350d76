package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's commands and channels over Socket.IO's long-polling. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SocketIoPollingTest {

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = new EdgeServer("instances.sockets=1", "session.outboxBytesMax=65536",
            "session.pingAfterMs=60000", "socketio.cookie=io");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingFailed() {
        assertEquals(List.of(), server.faults);
    }

    @Test
    void pollingCarriesTheSame() {
        var http = new HttpPeer(server.port);
        var path = "/socket.io/?EIO=4&transport=polling";
        var greeting = http.get(path);
        assertTrue(greeting.headers().firstValue("set-cookie").orElseThrow().startsWith("io=n1; Path=/"));
        path += "&sid=" + new JsonObject(greeting.body().substring(1)).getString("sid");
        assertEquals("ok", http.post(path, "40{\"token\":\"ana\"}").body());
        assertTrue(http.get(path).body().startsWith("40{"));
        http.post(path, "421[\"subscribe\",{\"channel\":\"room.p\",\"last\":2}]");
        assertTrue(http.get(path).body().startsWith("431[{\"ok\":true,\"type\":\"subscribed\""));
        server.publish("room.p", new JsonObject().put("n", 1));
        server.publish("room.p", new JsonObject().put("n", 2));
        var got = http.get(path).body();
        if (!got.contains("\u001e")) {
            got += "\u001e" + http.get(path).body();
        }
        assertEquals(2, got.split("\u001e").length, got);
        assertTrue(got.startsWith("42[\"event\",\"room.p\",{\"seq\":1"), got);
    }

    @Test
    void aSlowPollerIsFedFromTheLogAsHeComes() {
        var http = new HttpPeer(server.port);
        var path = "/socket.io/?EIO=4&transport=polling";
        path += "&sid=" + new JsonObject(http.get(path).body().substring(1)).getString("sid");
        http.post(path, "40{\"token\":\"ana\"}");
        http.post(path, "421[\"subscribe\",{\"channel\":\"room.slow\"}]");
        var before = server.hub().refusedOffers;
        for (int i = 1; i <= 300; i++) {
            server.publish("room.slow", new JsonObject().put("n", i).put("text", "x".repeat(1_000)));
        }
        assertTrue(server.hub().refusedOffers > before, "the pipe has a bound");
        var next = 1;
        while (next <= 300) {
            var body = http.get(path).body();
            assertTrue(body.length() < 200_000, "a poll has a bound: " + body.length());
            for (var packet : body.split("\u001e")) {
                if (packet.startsWith("42[\"event\"")) {
                    assertTrue(packet.contains("{\"seq\":" + next + ","), packet);
                    next++;
                }
            }
        }
        assertEquals("ok", http.post(path, "41").body());
    }
}

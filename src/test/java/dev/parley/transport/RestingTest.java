package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node that goes to rest does with those who are there, and with those who come. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RestingTest {

    private static final JsonObject WHOAMI = RawBridgeTest.send("parley.session", "whoami", "r",
        new JsonObject());

    @Test
    void refusesNewSessionsOnEveryTransportAndServesTheOthers() {
        try (var server = new EdgeServer("instances.sockets=1");
             var old = server.connect("/eventbus/websocket?token=ana")) {
            var http = new HttpPeer(server.port);
            assertEquals("o\n", http.post("/eventbus/000/polled/xhr?token=eve", "").body());
            old.send(WHOAMI);
            old.json();
            assertEquals(2, EdgeServer.await(server.<Integer>order(0, new Shut())));
            for (var path : List.of("/eventbus/websocket?token=bob", "/eventbus/0/a/websocket")) {
                try (var late = server.connect(path)) {
                    assertTrue(late.status.contains(" 503 "), path + ": " + late.status);
                }
            }
            var refused = http.post("/eventbus/000/new/xhr", "");
            assertEquals(503, refused.statusCode());
            assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(503, http.get("/eventbus/info").statusCode());
            var page = http.get("/hello");
            assertEquals("hello", page.body());
            assertEquals("close", page.headers().firstValue("Connection").orElseThrow());
            old.send(WHOAMI);
            assertEquals("r", old.json().getString("address"));
            assertEquals(204, http.post("/eventbus/000/polled/xhr_send",
                new JsonArray().add(WHOAMI.encode()).encode()).statusCode());
            assertTrue(http.post("/eventbus/000/polled/xhr", "").body().contains("Name of eve"));
        }
    }

    @Test
    void allVerticlesLetTheirSessionsGoInOneEvenRow() {
        try (var server = new EdgeServer("instances.sockets=2")) {
            var clients = IntStream.range(0, 24).mapToObj(i -> {
                var client = server.connect("/eventbus/websocket?token=u" + i);
                client.send(WHOAMI);
                client.json();
                return client;
            }).toList();
            var counts = IntStream.range(0, 2)
                .map(i -> EdgeServer.await(server.<Integer>order(i, new Shut()))).toArray();
            assertEquals(24, counts[0] + counts[1]);
            var drained = server.drain(2_400, "http://a:1", "http://b:2");
            var firsts = new HashMap<String, Integer>();
            var slots = clients.stream().mapToInt(client -> {
                var notice = client.json().getJsonObject("body");
                firsts.merge(notice.getJsonArray("urls").getString(0), 1, Integer::sum);
                return notice.getInteger("reconnectAfterMs");
            }).sorted().toArray();
            for (int half = 0; half < 2; half++) {
                int from = half * 1_200;
                var there = IntStream.of(slots).filter(at -> at >= from && at < from + 1_200).count();
                assertTrue(Math.abs(there - 12) <= 1, Arrays.toString(slots));
            }
            assertTrue(Math.abs(firsts.get("http://a:1") - firsts.get("http://b:2")) <= 2, firsts.toString());
            clients.forEach(client -> assertTrue(client.closing().startsWith("3001 ")));
            EdgeServer.await(drained);
            clients.forEach(SocketClient::close);
        }
    }

    @Test
    void aPolledSessionIsServedUntilItsSlotAndToldToCloseAtItsNextPoll() {
        try (var server = new EdgeServer("instances.sockets=1")) {
            var http = new HttpPeer(server.port);
            var path = "/eventbus/000/p/";
            assertEquals("o\n", http.post(path + "xhr?token=ana", "").body());
            var drained = server.drain(0, "http://b:2");
            assertTrue(!drained.isComplete(), "its goodbye has not been fetched yet");
            var told = http.post(path + "xhr", "").body();
            assertEquals("c[3001,\"This node is closing, come back to another one.\"]\n", told);
            EdgeServer.await(drained);
        }
    }

    @Test
    void aPolledSessionHearsWhereToGo() {
        try (var server = new EdgeServer("instances.sockets=1")) {
            var http = new HttpPeer(server.port);
            var path = "/eventbus/000/q/";
            assertEquals("o\n", http.post(path + "xhr?token=ana", "").body());
            var drained = server.drain(1, "http://b:2");
            var frame = http.post(path + "xhr", "").body();
            assertTrue(frame.startsWith("a["), frame);
            var notice = new JsonObject(new JsonArray(frame.substring(1)).getString(0)).getJsonObject("body");
            assertEquals("session.moving", notice.getString("type"));
            assertEquals(new JsonArray().add("http://b:2"), notice.getJsonArray("urls"));
            assertTrue(http.post(path + "xhr", "").body().startsWith("c[3001,"));
            EdgeServer.await(drained);
        }
    }

    @Test
    void aClientThatDoesNotAnswerTheCloseHoldsUpTheDrainForTwoSecondsOnly() {
        try (var server = new EdgeServer("instances.sockets=1");
             var deaf = server.connect("/eventbus/websocket?token=ana")) {
            deaf.send(WHOAMI);
            deaf.json();
            var drained = server.drain(0);
            assertTrue(!drained.isComplete(), "the close frame is on its way");
            EdgeServer.await(drained);
        }
    }
}

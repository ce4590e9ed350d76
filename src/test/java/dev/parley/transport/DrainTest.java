package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending clients elsewhere, one after the other. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DrainTest {

    @Test
    void tellsEachItsSlotAndClosesItThenAndNotBefore() {
        try (var server = new EdgeServer("instances.sockets=1")) {
            var clients = new ArrayList<SocketClient>();
            for (int i = 0; i < 8; i++) {
                clients.add(server.connect("/eventbus/websocket?token=u" + i));
                clients.getLast().send(RawBridgeTest.send("parley.session", "whoami", "r", new JsonObject()));
                clients.getLast().json();
            }
            var began = System.nanoTime();
            var drained = server.drain(4000, "http://a:1", "http://b:2");
            var slotOf = new ArrayList<Integer>();
            for (var client : clients) {
                var notice = client.json().getJsonObject("body");
                assertEquals("session.moving", notice.getString("type"));
                assertEquals(Set.of("http://a:1", "http://b:2"),
                    Set.copyOf(notice.getJsonArray("urls").getList()));
                slotOf.add(notice.getInteger("reconnectAfterMs"));
            }
            for (int i = 0; i < clients.size(); i++) {
                var client = clients.get(i);
                if (slotOf.get(i) > 2000) {
                    client.send(RawBridgeTest.send("test.echo", "say", "still", new JsonObject()));
                    assertEquals("still", client.json().getString("address"), "until then everything works");
                }
            }
            var inOrder = IntStream.range(0, 8).boxed().sorted(Comparator.comparing(slotOf::get)).toList();
            for (var i : inOrder) {
                var closing = clients.get(i).closing();
                var after = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                assertTrue(closing.startsWith("3001 "), closing);
                assertTrue(after >= slotOf.get(i), "closed after " + after);
            }
            assertEquals(8, Set.copyOf(slotOf).size(), "slots are spread");
            EdgeServer.await(drained);
            clients.forEach(SocketClient::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void answersWhatWasAskedBeforeAndWaitsNotForEver(int spreadMs) {
        try (var server = new EdgeServer("instances.sockets=1");
             var idle = server.connect("/eventbus/websocket?token=ana");
             var asking = server.connect("/eventbus/websocket?token=ben");
             var hopeless = server.connect("/eventbus/websocket?token=cy")) {
            asking.send(asks("r1", "r1"));
            asking.send(asks("r2", "r2"));
            hopeless.send(asks("r3", "never"));
            EdgeServer.until(() -> server.offers.applied.containsAll(List.of("r1", "r2", "r3")));
            var drained = server.drain(spreadMs);
            for (var client : List.of(idle, asking, hopeless)) {
                assertEquals("session.moving", client.json().getJsonObject("body").getString("type"));
            }
            assertTrue(idle.closing().startsWith("3001 "));
            asking.send(asks("late", ""));
            server.offers.release("r2");
            assertEquals("r2", asking.json().getString("address"));
            server.offers.release("r1");
            assertEquals("r1", asking.json().getString("address"));
            assertTrue(asking.closing().startsWith("3001 "));
            assertTrue(hopeless.closing().startsWith("3001 "));
            EdgeServer.await(drained);
            assertFalse(spreadMs == 0 && server.offers.applied.contains("late"));
        }
    }

    /** A command whose answer waits until it is released. */
    private static JsonObject asks(String reply, String hold) {
        return RawBridgeTest.send("test.echo", "say", reply,
            new JsonObject().put("text", reply).put("hold", hold));
    }

    @Test
    void saysGoodbyeWhenItIsUndeployed() {
        try (var server = new EdgeServer("instances.sockets=1");
             var client = server.connect("/eventbus/websocket?token=ana")) {
            client.send(RawBridgeTest.send("parley.session", "whoami", "r", new JsonObject()));
            client.json();
            var gone = server.undeploy();
            assertEquals("session.moving", client.json().getJsonObject("body").getString("type"));
            assertTrue(client.closing().startsWith("3001 "));
            EdgeServer.await(gone);
            assertEquals(List.of(), server.meters.find("parley.sessions").gauges().stream().toList());
        }
    }

    @Test
    void doesNotWaitForAPolledClientThatPollsNoMore() {
        try (var server = new EdgeServer("instances.sockets=1")) {
            var http = new HttpPeer(server.port);
            var poll = "/eventbus/000/gone/xhr";
            assertEquals("o\n", http.post(poll + "?token=ana", "").body());
            EdgeServer.await(server.drain(100));
            assertEquals(0, server.meters.get("parley.sessions").gauge().value());
            var late = http.post(poll, "").body();
            assertTrue(late.startsWith("c[3001,"), "who comes after all is told, so nobody waited: " + late);
        }
    }

    @Test
    void countsConnectionsAndRefusesTooMany() {
        try (var server = new EdgeServer("instances.sockets=1", "http.connectionsMax=2");
             var one = server.connect("/eventbus/websocket?token=ana");
             var two = server.connect("/eventbus/websocket?token=bob");
             var three = server.connect("/eventbus/websocket?token=eve")) {
            assertTrue(two.status.contains(" 101 "));
            assertTrue(three.status.contains(" 503 "), three.status);
            one.close();
            EdgeServer.until(() -> {
                try (var next = server.connect("/eventbus/websocket?token=eve")) {
                    return next.status.contains(" 101 ");
                }
            });
        }
    }
}

package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.transport.engineio.EchoApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO alone over WebSocket, the upgrade to it, and the heartbeat, as the official suites set it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EngineIoSocketTest {

    private static final String POLLING = "/engine.io/?EIO=4&transport=polling";
    private static final String SOCKET = "/engine.io/?EIO=4&transport=websocket";
    private static final int MOST = 100_000;

    private EchoApp app;
    private EngineServer server;
    private HttpPeer http;

    @BeforeEach
    void start() {
        serve(3, true);
    }

    private void serve(int loops, boolean epoll) {
        app = new EchoApp();
        server = new EngineServer(0, loops, epoll, new EngineServer.Served(vertx -> app,
            EngineServer.settings("/engine.io"), "session.frameBytesClose=" + MOST));
        http = new HttpPeer(server.port);
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), server.faults);
        server.close();
    }

    private SocketClient connect(String path) {
        return new SocketClient(server.port, path);
    }

    private String session() {
        return "&sid=" + new JsonObject(http.get(POLLING).body().substring(1)).getString("sid");
    }

    /** The next message, pings answered on the way. */
    private static String next(SocketClient socket) {
        for (var text = socket.text(); ; text = socket.text()) {
            if (!text.equals("2")) {
                return text;
            }
            socket.text("3");
        }
    }

    @Test
    void greetsWithoutAnUpgradeToOffer() {
        try (var socket = connect(SOCKET)) {
            var said = new JsonObject(socket.text().substring(1));
            assertEquals(new JsonArray(), said.getJsonArray("upgrades"));
            assertEquals(300, said.getInteger("pingInterval"));
            assertEquals(400, http.get(POLLING + "&sid=" + said.getString("sid")).statusCode());
        }
        EdgeServer.until(() -> app.ends.contains("closed"));
    }

    @Test
    void echoesTextAndBinary() {
        try (var socket = connect(SOCKET)) {
            socket.text();
            socket.text("4ü 😀");
            assertEquals("4ü 😀", next(socket));
            socket.frame(SocketClient.BINARY, false, new byte[] {1, 2});
            socket.frame(SocketClient.CONTINUATION, true, new byte[] {(byte) 0xff});
            var echo = socket.receive();
            assertEquals(SocketClient.BINARY, echo.opcode());
            assertArrayEquals(new byte[] {1, 2, (byte) 0xff}, echo.payload());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0{}", "2probe", "5", "2"})
    void closesOnNonsense(String text) {
        try (var socket = connect(SOCKET)) {
            socket.text();
            socket.text(text);
            assertEquals("1002 This is not how Engine.IO is spoken.", socket.closing());
        }
    }

    @Test
    void closesOnWhatIsTooLargeOrNoText() {
        try (var socket = connect(SOCKET); var other = connect(SOCKET)) {
            socket.text();
            socket.frame(SocketClient.TEXT, false, new byte[MOST - 1]);
            socket.frame(SocketClient.CONTINUATION, false, new byte[MOST - 1]);
            assertTrue(socket.closing().startsWith("1009"));
            other.text();
            other.frame(SocketClient.TEXT, true, new byte[] {'4', (byte) 0xC3, 0x28});
            assertTrue(other.closing().startsWith("1007"));
        }
    }

    @Test
    void pingsAndEndsWhoIsSilent() {
        try (var socket = connect(SOCKET)) {
            socket.text();
            for (int i = 0; i < 3; i++) {
                assertEquals("2", socket.text());
                socket.text(i == 1 ? "4any sign" : "3");
                if (i == 1) {
                    assertEquals("4any sign", socket.text());
                }
            }
            assertEquals("2", socket.text());
            assertEquals("3012 No sign of life.", socket.closing());
        }
        EdgeServer.until(() -> app.ends.contains("silent"));
    }

    @Test
    void endsASilentPollAfterItsPing() {
        var sid = session();
        assertEquals("2", http.get(POLLING + sid).body());
        EdgeServer.until(() -> http.post(POLLING + sid, "6").statusCode() == 200);
        assertEquals("2", http.get(POLLING + sid).body());
        EdgeServer.until(() -> app.ends.contains("silent"));
        assertEquals(400, http.get(POLLING + sid).statusCode());
    }

    @Test
    void aClientThatLeavesIsLetGo() {
        try (var socket = connect(SOCKET)) {
            socket.text();
            socket.text("1");
            assertEquals("1000 The client left.", socket.closing());
        }
        assertEquals(List.of("goodbye", "closed"), List.copyOf(app.ends));
    }

    @Test
    void theServersCodeReachesTheClient() {
        try (var socket = connect(SOCKET)) {
            socket.text();
            socket.text("4close:3001");
            assertEquals("3001 As told.", socket.closing());
        }
    }

    @ParameterizedTest
    @CsvSource({"1,true", "3,true", "3,false"})
    void upgradesOnWhateverLoopTheSocketLands(int loops, boolean epoll) {
        server.close();
        serve(loops, epoll);
        for (int i = 0; i < 2 * loops; i++) {
            var sid = session();
            var poll = CompletableFuture.supplyAsync(() -> http.get(POLLING + sid).body());
            EdgeServer.until(() -> http.post(POLLING + sid, "6").statusCode() == 200);
            try (var socket = connect(SOCKET + sid)) {
                socket.text("2probe");
                assertEquals("3probe", socket.text());
                assertEquals("6", poll.join());
                assertEquals("6", http.get(POLLING + sid).body());
                http.post(POLLING + sid, "4while probing\u001ebAQI=");
                socket.text("5");
                assertEquals("4while probing", next(socket));
                assertArrayEquals(new byte[] {1, 2}, socket.receive().payload());
                assertEquals("{\"code\":3,\"message\":\"Bad request\"}", http.get(POLLING + sid).body());
                assertEquals(400, http.post(POLLING + sid, "4late").statusCode());
                for (int n = 0; n < 50; n++) {
                    socket.text("4" + n);
                    assertEquals("4" + n, next(socket));
                }
            }
            EdgeServer.until(() -> http.get(POLLING + sid).body().contains("unknown"));
        }
    }

    @Test
    void upgradesOnceAndOneAtATime() {
        var sid = session();
        try (var socket = connect(SOCKET + sid)) {
            socket.text("2probe");
            assertEquals("3probe", socket.text());
            try (var second = connect(SOCKET + sid)) {
                assertTrue(second.closing().startsWith("1002"));
            }
            socket.text("5");
            socket.text("4here");
            assertEquals("4here", next(socket));
            try (var third = connect(SOCKET + sid)) {
                assertTrue(third.closing().startsWith("1002"));
            }
            socket.text("4still");
            assertEquals("4still", next(socket));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "4hello", "2other", "x", "3"})
    void upgradesNobodyWithoutAProbe(String first) {
        var sid = session();
        try (var socket = connect(SOCKET + sid)) {
            socket.text(first);
            assertTrue(socket.closing().startsWith("1002"));
        }
        assertEquals("ok", http.post(POLLING + sid, "4goes on").body());
        assertEquals("4goes on", http.get(POLLING + sid).body());
    }

    @Test
    void anUpgradeThatIsNeverFinishedIsGivenUp() {
        var sid = session();
        try (var socket = connect(SOCKET + sid)) {
            socket.text("2probe");
            assertEquals("3probe", socket.text());
            var closed = CompletableFuture.supplyAsync(socket::closing);
            EdgeServer.until(() -> {
                http.post(POLLING + sid, "3");
                return closed.isDone();
            });
            assertTrue(closed.join().startsWith("1002"));
        }
        http.post(POLLING + sid, "4polls");
        EdgeServer.until(() -> http.get(POLLING + sid).body().contains("4polls"));
    }

    @Test
    void aTornSocketIsNoticed() {
        try (var socket = connect(SOCKET)) {
            socket.text();
            socket.resets(true);
        }
        EdgeServer.until(() -> app.ends.contains("closed"));
    }
}

package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.transport.socketio.EchoNamespaces;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO alone over a WebSocket, with the application of the official suite. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SocketIoTest {

    private static final String SOCKET = "/socket.io/?EIO=4&transport=websocket";

    private EchoNamespaces app;
    private EngineServer server;
    private SocketClient socket;

    @BeforeEach
    void start() {
        app = new EchoNamespaces();
        server = new EngineServer(0, 1, true, new EngineServer.Served(vertx -> app.on(vertx, 2_000),
            EngineServer.settings("/socket.io")));
        socket = new SocketClient(server.port, SOCKET);
        socket.text();
    }

    @AfterEach
    void stop() {
        socket.close();
        assertEquals(List.of(), server.faults);
        server.close();
    }

    private String next() {
        for (var text = socket.text(); ; text = socket.text()) {
            if (!text.equals("2")) {
                return text;
            }
            socket.text("3");
        }
    }

    private void enter(String namespace) {
        var part = namespace.equals("/") ? "" : namespace + ",";
        socket.text("40" + part);
        assertEquals("40" + part + "{\"sid\":\"id-of" + namespace + "\"}", next());
        assertEquals("42" + part + "[\"auth\",{}]", next());
    }

    @Test
    void entersNamespacesWithWhatTheClientSays() {
        socket.text("40/custom,{\"token\":\"abc\"}");
        assertEquals("40/custom,{\"sid\":\"id-of/custom\"}", next());
        assertEquals("42/custom,[\"auth\",{\"token\":\"abc\"}]", next());
        enter("/");
        socket.text("42/custom,[\"message\",1]");
        assertEquals("42/custom,[\"message-back\",1]", next());
        socket.text("42[\"message\",2]");
        assertEquals("42[\"message-back\",2]", next());
    }

    @Test
    void keepsClientsOutOfWhatIsShutOrUnknown() {
        socket.text("40/random");
        assertEquals("44/random,{\"message\":\"Invalid namespace\"}", next());
        socket.text("40/shut,");
        assertEquals("44/shut,{\"message\":\"Shut.\",\"data\":{\"code\":7}}", next());
        EdgeServer.until(() -> app.heard.contains("closed /shut"));
        enter("/");
    }

    @Test
    void whoKnocksTooOftenIsSentAway() {
        for (int i = 0; i < 10; i++) {
            socket.text("40/random" + i);
        }
        assertTrue(socket.closing().startsWith("1002"));
    }

    @Test
    void acknowledgesBothWays() {
        enter("/");
        socket.text("4212[\"message-with-ack\",1,\"2\"]");
        assertEquals("4312[1,\"2\"]", next());
        socket.text("42[\"ask\",\"a\"]");
        assertEquals("420[\"asked\",\"a\"]", next());
        socket.text("42[\"ask\",\"b\"]");
        assertEquals("421[\"asked\",\"b\"]", next());
        socket.text("431[\"to b\"]");
        socket.text("431[\"twice\"]");
        socket.text("430[\"to a\"]");
        EdgeServer.until(() -> app.heard.size() == 2);
        assertEquals(List.of("[\"to b\"]", "[\"to a\"]"), List.copyOf(app.heard));
    }

    @Test
    void carriesAttachments() {
        enter("/");
        socket.text("452-7[\"message-with-ack\",{\"_placeholder\":true,\"num\":0},"
            + "{\"_placeholder\":true,\"num\":1}]");
        socket.frame(SocketClient.BINARY, true, new byte[] {1, 2});
        socket.frame(SocketClient.BINARY, true, new byte[] {3});
        assertEquals("462-7[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]", next());
        assertArrayEquals(new byte[] {1, 2}, socket.receive().payload());
        assertArrayEquals(new byte[] {3}, socket.receive().payload());
    }

    @Test
    void leavesOneNamespaceAndStaysInAnother() {
        enter("/");
        enter("/custom");
        socket.text("41/custom");
        socket.text("42/custom,[\"message\",\"passed over\"]");
        socket.text("42[\"message\",\"here\"]");
        assertEquals("42[\"message-back\",\"here\"]", next());
        assertEquals(List.of("goodbye /custom", "closed /custom"), List.copyOf(app.heard));
        enter("/custom");
    }

    @Test
    void theServerSendsAwayFromANamespaceAndEndsTheConnectionWithTheLast() {
        enter("/");
        enter("/custom");
        socket.text("42/custom,[\"leave\"]");
        assertEquals("41/custom,", next());
        socket.text("42[\"leave\"]");
        assertEquals("41", next());
        assertEquals("3500 As told.", socket.closing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4abc", "42{}", "42abc[\"message\"]", "40", "44{}", "42/custom,[\"message\"]",
        "41/custom", "4", "4511-[\"x\"]"})
    void closesOnNonsense(String text) {
        enter("/");
        socket.text(text);
        assertEquals("1002 This is not how Socket.IO is spoken.", socket.closing());
    }

    @Test
    void closesOnBinaryThatBelongsToNothing() {
        enter("/");
        socket.frame(SocketClient.BINARY, true, new byte[] {1});
        assertTrue(socket.closing().startsWith("1002"));
    }

    @Test
    void anEventBeforeEnteringCloses() {
        socket.text("42[\"message\",1]");
        assertTrue(socket.closing().startsWith("1002"));
    }

    @Test
    void tellsWhoeverWaitsThatAnEventWasTooLarge() {
        enter("/");
        socket.text("425[\"message-with-ack\",\"" + "x".repeat(3_000) + "\"]");
        assertEquals("435[\"too large\"]", next());
        socket.text("42[\"message\",\"goes on\"]");
        assertEquals("42[\"message-back\",\"goes on\"]", next());
    }

    @Test
    void whoEntersNothingIsSentAway() {
        for (var text = nextOrEnd(); !text.isEmpty(); text = nextOrEnd()) {
            assertEquals("2", text);
            socket.text("3");
        }
    }

    /** The next text; empty when the connection was closed for want of a namespace. */
    private String nextOrEnd() {
        try {
            return socket.text();
        } catch (IllegalStateException closed) {
            assertEquals("closed: 3000 No namespace was entered.", closed.getMessage());
            return "";
        }
    }
}

package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that keep the server waiting: each kind is ended, and who only takes his time is not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowClientsTest {

    /** Far more than the system keeps for both sides, and less than the client wants to send. */
    private static final int MUCH = 20_000_000;

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void drip(Socket socket, String text) {
        try {
            for (int i = 0; ; i = (i + 1) % text.length()) {
                socket.getOutputStream().write(text.charAt(i));
                Thread.onSpinWait();
                if (socket.getInputStream().available() > 0 || i % 2 == 1 && ended(socket)) {
                    return;
                }
            }
        } catch (IOException ended) {
            assertTrue(socket.isConnected());
        }
    }

    /** Whether the server ends the connection within a moment. */
    private static boolean ended(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static boolean takes(Socket socket, int bytes) {
        try {
            return socket.getInputStream().readNBytes(bytes).length == bytes;
        } catch (IOException ended) {
            throw new AssertionError(ended);
        }
    }

    /** How much of a body gets away before the connection ends. */
    private static int sent(Socket socket) {
        var piece = new byte[65_536];
        var sent = 0;
        try {
            for (; sent < MUCH; sent += piece.length) {
                socket.getOutputStream().write(piece);
            }
        } catch (IOException ended) {
            assertTrue(socket.isConnected());
        }
        return sent;
    }

    private static void awaitEnd(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        try {
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        } catch (java.net.SocketException reset) {
            assertTrue(socket.isConnected());
        }
    }

    private static double met(EdgeServer server, String limit) {
        return server.meters.get("parley.limits").tag("limit", limit).counter().count();
    }

    @Test
    void endsAConnectionThatSaysNothing() throws IOException {
        try (var server = new EdgeServer("edge.headMs=300");
             var socket = new Socket("127.0.0.1", server.port)) {
            awaitEnd(socket);
            assertEquals(1, met(server, "head_time"));
            EdgeServer.until(() -> server.meters.get("parley.connections").gauge().value() == 0);
        }
    }

    @Test
    void endsWhoSendsTheHeadOfARequestInDrops() throws IOException {
        try (var server = new EdgeServer("edge.headMs=500");
             var socket = new Socket("127.0.0.1", server.port)) {
            say(socket, "GET /hello HTTP/1.1\r\nHost: x\r\n");
            drip(socket, "X-A: b\r\n");
            EdgeServer.until(() -> met(server, "head_time") == 1);
        }
    }

    @Test
    void endsWhoSendsABodyInDrops() throws IOException {
        try (var server = new EdgeServer("edge.bodyMs=500", "edge.headMs=60000");
             var socket = new Socket("127.0.0.1", server.port)) {
            say(socket, "POST /eventbus/000/a/xhr HTTP/1.1\r\nHost: x\r\n\r\n");
            say(socket, "POST /eventbus/000/a/xhr_send HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
            socket.getInputStream().read();
            EdgeServer.until(() -> met(server, "body_time") == 1);
            awaitEnd(socket);
        }
    }

    @Test
    void endsAConnectionThatIsKeptForNothing() throws IOException {
        try (var server = new EdgeServer("edge.idleMs=300", "edge.headMs=60000");
             var socket = new Socket("127.0.0.1", server.port)) {
            say(socket, "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
            awaitEnd(socket);
            assertEquals(1, met(server, "idle_time"));
        }
    }

    @Test
    void endsTheSecondRequestThatNeverEndsAsWell() throws IOException {
        try (var server = new EdgeServer("edge.headMs=1500", "edge.idleMs=60000");
             var socket = new Socket("127.0.0.1", server.port)) {
            say(socket, "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
            socket.getInputStream().read();
            say(socket, "GET /hel");
            awaitEnd(socket);
            assertEquals(1, met(server, "head_time"));
        }
    }

    @Test
    void waitsAsLongAsItTakesForAnAnswerOfItsOwn() throws IOException {
        try (var server = new EdgeServer("edge.headMs=2000", "edge.bodyMs=2000", "edge.idleMs=2000");
             var socket = new Socket("127.0.0.1", server.port);
             var silent = new Socket("127.0.0.1", server.port)) {
            say(socket, "POST /eventbus/000/a/xhr?token=ana HTTP/1.1\r\nHost: x\r\n"
                + "Content-Length: 0\r\n\r\n");
            socket.getInputStream().read();
            say(socket, "POST /eventbus/000/a/xhr HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            awaitEnd(silent);
            assertTrue(!ended(socket), "a poll that waits for events is not late");
        }
    }

    @Test
    void leavesSocketsAlone() throws IOException {
        try (var server = new EdgeServer("edge.headMs=2000", "edge.bodyMs=2000", "edge.idleMs=2000");
             var client = server.connect("/eventbus/websocket?token=ana");
             var silent = new Socket("127.0.0.1", server.port)) {
            awaitEnd(silent);
            client.text("{\"type\":\"ping\"}");
            assertEquals("{\"type\":\"pong\"}", client.text());
        }
    }

    @Test
    void refusesAHeadThatIsTooLarge() throws IOException {
        try (var server = new EdgeServer(); var socket = new Socket("127.0.0.1", server.port)) {
            say(socket, "GET /hello HTTP/1.1\r\nHost: x\r\n"
                + "X-A: bbbbbbbbbbbbbbbb\r\n".repeat(3_000) + "\r\n");
            socket.setSoTimeout(20_000);
            var head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 431", head);
        }
    }

    @Test
    void refusesCompressedBodies() {
        try (var server = new EdgeServer()) {
            var refused = new HttpPeer(server.port).post("/hello", "bomb", "Content-Encoding", "gzip");
            assertEquals(415, refused.statusCode());
            assertEquals(1, met(server, "encoding"));
        }
    }

    @Test
    void readsNoMoreOfABodyThatWasAnsweredAlready() throws IOException {
        try (var server = new EdgeServer(); var socket = new Socket("127.0.0.1", server.port)) {
            say(socket, "POST /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
            var sent = sent(socket);
            assertTrue(sent < MUCH, sent + " bytes");
        }
    }

    @Test
    void readsTheRestOfASmallBodyThatWasAnsweredAlreadyAndGoesOn() throws IOException {
        try (var server = new EdgeServer(); var socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < 20; i++) {
                say(socket, "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
                var head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                assertEquals("HTTP/1.1 404", head);
                say(socket, "x".repeat(60_000));
                socket.getInputStream().skipNBytes(socket.getInputStream().available());
            }
        }
    }

    @Test
    void endsWhoDoesNotTakeTheAnswerHeAskedFor() throws IOException {
        try (var server = new EdgeServer("session.outboxLagMsMax=1000", "edge.headMs=60000",
            "edge.idleMs=60000");
             var socket = new Socket("127.0.0.1", server.port)) {
            say(socket, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            EdgeServer.until(() -> met(server, "stalled") == 1);
            EdgeServer.until(() -> server.meters.get("parley.connections").gauge().value() == 0);
        }
    }

    @Test
    void whoTakesItLateButTakesItIsNotEnded() throws IOException {
        try (var server = new EdgeServer("session.outboxLagMsMax=1000", "edge.headMs=60000",
            "edge.idleMs=60000");
             var slow = new Socket("127.0.0.1", server.port);
             var silent = new Socket("127.0.0.1", server.port)) {
            say(slow, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            say(silent, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            EdgeServer.until(() -> takes(slow, 5_000) && met(server, "stalled") == 1);
            EdgeServer.until(() -> server.meters.get("parley.connections").gauge().value() == 1);
            assertTrue(takes(slow, 100_000));
            assertEquals(1, met(server, "stalled"));
        }
    }

    @Test
    void theSystemIsToldWhenAPeerThatAcknowledgesNothingIsGone() {
        try (var server = new EdgeServer("edge.unackedMs=7000")) {
            assertEquals(Epoll.isAvailable() ? "7000" : "null",
                new HttpPeer(server.port).get("/unacked").body());
        }
    }
}

package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * WebSockets at the level of their frames: pieces, sizes, text that is none, and doors for some origins
 * only.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebSocketFramesTest {

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = new EdgeServer("http.origins=https://app.example.org");
    }

    @AfterAll
    static void stop() {
        server.close();
        assertTrue(server.faults.isEmpty(), server.faults::toString);
    }

    private static SocketClient ana() {
        return server.connect("/eventbus/websocket?token=ana");
    }

    private static byte[] command(String text) {
        return RawBridgeTest.send("test.echo", "say", "r", new JsonObject().put("text", text)).encode()
            .getBytes(StandardCharsets.UTF_8);
    }

    private static String said(SocketClient client) {
        return client.json().getJsonObject("body").getString("text");
    }

    @Test
    void joinsFragmentsWhereverTheyAreCut() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        try (var client = ana()) {
            for (int round = 0; round < 50; round++) {
                var text = "ä😀".repeat(1 + random.nextInt(200)) + round;
                var whole = command(text);
                var at = 0;
                var opcode = SocketClient.TEXT;
                while (at < whole.length) {
                    var piece = Math.min(whole.length - at, random.nextInt(300));
                    client.frame(opcode, false, Arrays.copyOfRange(whole, at, at + piece));
                    client.frame(SocketClient.PING, true, new byte[] {(byte) round});
                    at += piece;
                    opcode = SocketClient.CONTINUATION;
                }
                client.frame(SocketClient.CONTINUATION, true, new byte[0]);
                var frame = client.receive();
                while (frame.opcode() == SocketClient.PONG) {
                    assertArrayEquals(new byte[] {(byte) round}, frame.payload());
                    frame = client.receive();
                }
                assertEquals(text, new JsonObject(frame.text()).getJsonObject("body").getString("text"),
                    "seed " + seed);
            }
        }
    }

    @Test
    void takesAMessageWhoseFirstFragmentIsEmpty() {
        try (var client = ana()) {
            client.frame(SocketClient.TEXT, false, new byte[0]);
            client.frame(SocketClient.CONTINUATION, true, command("late"));
            assertEquals("late", said(client));
        }
    }

    @Test
    void closesWith1007WhenTextIsNotUtf8() {
        byte[][] wrong = {{(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xFF},
            {(byte) 0xE2, (byte) 0x82}, {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}};
        for (var bytes : wrong) {
            try (var client = ana()) {
                client.frame(SocketClient.TEXT, true, bytes);
                assertTrue(client.closing().startsWith("1007 "));
            }
        }
    }

    @Test
    void takesTextThatHoldsTheReplacementCharacter() {
        try (var client = ana()) {
            client.frame(SocketClient.TEXT, true, command("\uFFFD is a character"));
            assertEquals("\uFFFD is a character", said(client));
        }
    }

    @Test
    void refusesAFrameAbove64KibAndGoesOn() {
        try (var client = ana()) {
            client.frame(SocketClient.TEXT, true, command("x".repeat(65_536)));
            var refusal = client.json();
            assertEquals("too_large", refusal.getString("failureType"));
            assertEquals(413, refusal.getInteger("failureCode"));
            assertTrue(!refusal.containsKey("address"));
            for (int i = 0; i < 3; i++) {
                var opcode = i == 0 ? SocketClient.TEXT : SocketClient.CONTINUATION;
                client.frame(opcode, i == 2, new byte[40_000]);
            }
            assertEquals("too_large", client.json().getString("failureType"));
            client.frame(SocketClient.TEXT, true, command("y".repeat(65_000)));
            assertEquals(65_000, said(client).length());
        }
    }

    @Test
    void closesAbove256KibWith1009() {
        try (var client = ana()) {
            for (int i = 0; i < 6; i++) {
                client.frame(i == 0 ? SocketClient.TEXT : SocketClient.CONTINUATION, false, new byte[50_000]);
            }
            assertTrue(client.closing().startsWith("1009 "));
        }
        try (var client = ana()) {
            client.frame(SocketClient.TEXT, true, new byte[300_000]);
            assertTrue(client.closing().startsWith("1009 "));
        }
    }

    @Test
    void closesOnTenMegabytesEvenWhileTheyAreStillComing() {
        try (var client = ana()) {
            client.frame(SocketClient.TEXT, true, new byte[10_000_000]);
            assertTrue(client.closing().startsWith("1009 "));
        }
    }

    @Test
    void closesOnProtocolErrors() {
        byte[][] wrong = {{(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}, {(byte) 0xC1, (byte) 0x80, 0, 0, 0, 0},
            {(byte) 0x81, 0x01, 'x'}, {(byte) 0x80, (byte) 0x80, 0, 0, 0, 0},
            {(byte) 0x09, (byte) 0x80, 0, 0, 0, 0}, {(byte) 0x88, (byte) 0x81, 0, 0, 0, 0, 1}};
        for (var bytes : wrong) {
            try (var client = ana()) {
                client.bytes(bytes);
                assertTrue(client.closing().startsWith("1002 "));
            }
        }
    }

    @Test
    void answersACloseAndEndsTheConnection() {
        try (var client = ana()) {
            client.frame(SocketClient.CLOSE, true, new byte[] {0x03, (byte) 0xE8});
            assertTrue(client.closing().startsWith("1000"));
            assertTrue(client.ended());
        }
    }

    @Test
    void opensForListedOriginsAndItsOwnPages() {
        var paths = new String[] {"/eventbus/websocket", "/eventbus/1/abc/websocket"};
        for (var path : paths) {
            for (var origin : new String[] {"https://app.example.org", "http://127.0.0.1:" + server.port}) {
                try (var client = new SocketClient(server.port, path, "Origin: " + origin)) {
                    assertTrue(client.status.contains(" 101 "), client.status);
                }
            }
            try (var client = new SocketClient(server.port, path, "Origin: https://evil.example.org")) {
                assertTrue(client.status.contains(" 403 "), client.status);
            }
        }
        var http = new HttpPeer(server.port);
        assertEquals(403, http.get("/eventbus/info", "Origin", "https://evil.example.org").statusCode());
    }

    @Test
    void leavesOtherPathsToTheRouter() {
        var http = new HttpPeer(server.port);
        assertEquals("hello", http.get("/hello").body());
        assertEquals(404, http.get("/eventbusiness").statusCode());
        assertEquals(400, http.get("/eventbus/websocket").statusCode());
    }

    @Test
    void negotiatesNoCompression() {
        try (var client = new SocketClient(server.port, "/eventbus/websocket?token=ana",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
            client.frame(SocketClient.TEXT, true, command("plain"));
            assertEquals("plain", said(client));
        }
    }
}

package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.TestAuthority;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Socket.IO by TLS: a socket that takes over from polling moves to its session's loop with its cipher. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EncryptedUpgradeTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String SOCKET = "/socket.io/?EIO=4&transport=websocket&sid=";
    private static final int EVENTS = 50;

    @TempDir
    private static Path folder;

    private static SSLContext trusting(TestAuthority authority) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority.trust());
        var client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        return client;
    }

    private static Socket socket(SSLContext client, int port) throws IOException {
        return client.getSocketFactory().createSocket("127.0.0.1", port);
    }

    /** The id of a new polled session. */
    private static String session(SSLContext client, int port) throws IOException {
        try (var socket = socket(client, port)) {
            socket.getOutputStream().write(("GET " + POLLING + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new JsonObject(answer.substring(answer.indexOf("0{") + 1)).getString("sid");
        }
    }

    @Test
    void carriesSharedFramesAfterTheMove() throws Exception {
        var authority = new TestAuthority(folder);
        var files = authority.issue("node", "EC");
        var client = trusting(authority);
        try (var server = new EdgeServer("tls.certificate=" + files.certificate(), "tls.key=" + files.key(),
            "instances.sockets=3")) {
            for (int round = 0; round < 6; round++) {
                var path = SOCKET + session(client, server.port);
                try (var socket = new SocketClient((SSLSocket) socket(client, server.port),
                    server.port, path)) {
                    follow(server, socket, round * EVENTS);
                }
            }
            assertEquals(0, server.faults.size(), server.faults::toString);
        }
    }

    private static void follow(EdgeServer server, SocketClient socket, int before) {
        socket.text("2probe");
        assertEquals("3probe", socket.text());
        socket.text("5");
        socket.text("40{\"token\":\"ana\"}");
        assertTrue(socket.text().startsWith("40{"));
        socket.text("421[\"subscribe\",{\"channel\":\"room.moved\"}]");
        assertTrue(socket.text().startsWith("431[{\"ok\":true"));
        server.onEveryLoop(hub -> {
            for (int i = 0; i < EVENTS; i++) {
                hub.publish("room.moved", new JsonObject().put("x", "y".repeat(i * 40)));
            }
        });
        for (int i = 1; i <= EVENTS; i++) {
            var event = socket.text();
            assertTrue(event.startsWith("42[\"event\",\"room.moved\",{\"seq\":" + (before + i) + ","), event);
        }
        socket.text("41");
    }
}

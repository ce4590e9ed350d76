package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.EventReader;
import dev.parley.testing.TestAuthority;
import dev.parley.tls.CredentialFiles;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that come in by TLS, over real sockets with real certificates. */
class EncryptionTest {

    private static final String PATH = "/eventbus/websocket?token=ana";
    private static final int READERS = 20;

    @TempDir
    private static Path folder;
    private static CredentialFiles first;
    private static CredentialFiles second;
    private static SSLContext client;

    @BeforeAll
    static void begin() throws Exception {
        var authority = new TestAuthority(folder);
        first = authority.issue("first", "EC");
        second = authority.issue("second", "RSA");
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority.trust());
        client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
    }

    private static EdgeServer server(CredentialFiles files, String... more) {
        var sets = new ArrayList<String>();
        sets.add("tls.certificate=" + files.certificate());
        sets.add("tls.key=" + files.key());
        sets.add("tls.checkMs=100");
        for (var set : more) {
            sets.add(set);
        }
        return new EdgeServer(sets.toArray(String[]::new));
    }

    private static SSLSocket socket(int port) {
        try {
            return (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    /** The name in the certificate that the server shows now. */
    private static String shown(int port) {
        try (var socket = socket(port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal()
                .getName();
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    @Test
    void everySubscriberGetsSharedFramesWholeAndInOrder() {
        try (var server = server(first, "instances.sockets=2")) {
            var readers = new ArrayList<SocketClient>();
            for (int i = 0; i < READERS; i++) {
                readers.add(new SocketClient(socket(server.port), server.port, PATH));
                readers.getLast().send(RawBridgeTest.register("room.crowd", new JsonObject()));
                readers.getLast().json();
            }
            server.onEveryLoop(hub -> {
                for (int i = 1; i <= 500; i++) {
                    hub.publish("room.crowd", text(i));
                }
            });
            for (var reader : readers) {
                for (int i = 1; i <= 500; i++) {
                    var event = reader.json().getJsonObject("body");
                    assertEquals(i, event.getInteger("seq"));
                    assertEquals(text(i), event.getJsonObject("data"));
                }
                reader.send(new JsonObject().put("type", "ping"));
                assertEquals("{\"type\":\"pong\"}", reader.text());
                reader.close();
            }
        }
    }

    @Test
    void aStreamOfEventsIsWholeAndGoesOnFromItsId() {
        try (var server = server(first, "instances.sockets=2")) {
            String id;
            try (var stream = new EventReader(socket(server.port), "/events?token=ana&channel=room.s")) {
                stream.next("subscribed");
                server.onEveryLoop(hub -> {
                    for (int i = 1; i <= 200; i++) {
                        hub.publish("room.s", text(i));
                    }
                });
                id = heard(stream, 1, 100);
            }
            try (var stream = new EventReader(socket(server.port), "/events?token=ana&channel=room.s",
                "Last-Event-ID: " + id)) {
                assertEquals(true, stream.next("subscribed").data().getBoolean("recovered"));
                heard(stream, 101, 200);
            }
        }
    }

    private static String heard(EventReader stream, int from, int to) {
        for (int i = from; i <= to; i++) {
            var event = stream.next("message.posted").data();
            assertEquals(i, event.getInteger("seq"));
            assertEquals(text(i), event.getJsonObject("data"));
        }
        return stream.lastId();
    }

    /** Short and long ones in turn, so that TLS joins some of them and not others. */
    private static JsonObject text(int i) {
        return new JsonObject().put("text", Integer.toString(i).repeat(i % 7 == 0 ? 4000 : i % 5));
    }

    @Test
    void whoReadsLateIsFedAndWhatWaitsForHimStaysBounded() {
        try (var server = server(first, "instances.sockets=1", "session.outboxBytesMax=65536",
            "session.outboxLagMsMax=60000", "session.pingAfterMs=600000");
            var reader = new SocketClient(socket(server.port), server.port, PATH)) {
            reader.send(RawBridgeTest.register("room.slow", new JsonObject()));
            reader.json();
            var data = new JsonObject().put("x", "y".repeat(1000));
            server.onEveryLoop(hub -> {
                for (int i = 0; i < 20_000; i++) {
                    hub.publish("room.slow", data);
                }
            });
            EdgeServer.until(() -> server.hub().refusedOffers > 0);
            var taken = server.onLoop(() -> server.hub().cursors.get("room.slow").values().iterator().next());
            assertTrue(taken < 10_000, taken + " of 20,000 left for a reader who does not read");
            for (int seq = 1; seq <= 20_000; seq++) {
                assertEquals(seq, reader.json().getJsonObject("body").getInteger("seq"));
            }
        }
    }

    @Test
    void tellsBrowsersToComeByTlsOnly() throws IOException {
        try (var server = server(first, "http.origins="); var socket = socket(server.port)) {
            socket.getOutputStream().write(("GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Origin: http://127.0.0.1\r\n\r\n").getBytes());
            var refused = new String(socket.getInputStream().readAllBytes());
            assertTrue(refused.startsWith("HTTP/1.1 403 "), refused);
            assertTrue(refused.contains("Strict-Transport-Security: max-age=31536000"), refused);
        }
    }

    @Test
    void newConnectionsSeeAChangedCertificateAndOldOnesLiveOn() throws IOException {
        var files = copies("renewed");
        try (var server = server(files);
            var before = new SocketClient(socket(server.port), server.port, PATH)) {
            assertEquals("CN=first", shown(server.port));
            replace(files, second);
            EdgeServer.until(() -> shown(server.port).equals("CN=second"));
            before.send(new JsonObject().put("type", "ping"));
            assertEquals("{\"type\":\"pong\"}", before.text());
            assertTrue(server.meters.get("parley.certificate.expires").tag("use", "http").gauge().value()
                > 0);
        }
    }

    @Test
    void whatCannotBeUsedLeavesTheFormerInPlace() throws IOException {
        var files = copies("spoiled");
        try (var server = server(files)) {
            Files.writeString(files.certificate(), "spoiled");
            Files.copy(second.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
            var refused = server.meters.get("parley.certificate.refused").tag("use", "http").counter();
            EdgeServer.until(() -> refused.count() == 1);
            assertEquals("CN=first", shown(server.port));
            replace(files, second);
            EdgeServer.until(() -> shown(server.port).equals("CN=second"));
        }
    }

    @Test
    void withoutTlsNobodyComesIn() {
        try (var server = server(first)) {
            assertThrows(RuntimeException.class, () -> {
                try (var plain = new SocketClient(server.port, PATH)) {
                    assertEquals("", plain.status);
                    throw new IllegalStateException("ended");
                }
            });
            assertThrows(SSLException.class, () -> {
                try (var socket = (SSLSocket) SSLContext.getDefault().getSocketFactory()
                    .createSocket("127.0.0.1", server.port)) {
                    socket.startHandshake();
                }
            });
        }
    }

    private static CredentialFiles copies(String name) throws IOException {
        var files = new CredentialFiles(folder.resolve(name + "-copy.pem"),
            folder.resolve(name + "-copy.key"), Optional.empty());
        replace(files, first);
        return files;
    }

    private static void replace(CredentialFiles files, CredentialFiles by) throws IOException {
        Files.copy(by.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(by.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
    }
}

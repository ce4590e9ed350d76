package dev.parley.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.TestAuthority;
import dev.parley.testing.TestNodes;
import dev.parley.tls.CredentialFiles;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, each a process, that speak TLS with their clients and with one another. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EncryptedNodesTest {

    @TempDir
    private static Path folder;
    private static TestAuthority authority;
    private static SSLContext trusting;
    private static HttpClient http;

    @BeforeAll
    static void trust() throws Exception {
        authority = new TestAuthority(folder);
        authority.certificate();
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority.trust());
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        http = HttpClient.newBuilder().sslContext(trusting).version(HttpClient.Version.HTTP_1_1).build();
    }

    @Test
    void clientsOfBothTalkAndAChangedCertificateIsShownWithoutARestart() throws Exception {
        var shown = authority.issue("shown", "EC");
        var renewed = authority.issue("renewed", "RSA");
        var between = authority.ofNode("between");
        try (var nodes = TestNodes.encrypted(http, 2, "tls.certificate=" + shown.certificate(),
            "tls.key=" + shown.key(), "tls.busCertificate=" + between.certificate(),
            "tls.busKey=" + between.key(), "tls.busTrust=" + between.trust().orElseThrow(),
            "tls.checkMs=100")) {
            var here = URI.create(nodes.urls().getFirst());
            var there = URI.create(nodes.urls().getLast());
            try (var ana = SecureTalker.guest(http, here); var bob = SecureTalker.guest(http, there)) {
                var room = ana.ask("parley.rooms", "create",
                    "{'name':'R','visibility':'public'}").getJsonObject("room").getString("id");
                bob.ask("parley.rooms", "join", "{'room':'" + room + "'}");
                bob.follow("room." + room);
                said(ana, bob, room, "before");
                assertTrue(figure(there, "parley_relay_batches_in_total") > 0,
                    "the other node heard it by the encrypted bus");
                replace(shown, renewed);
                awaitShown(here, "CN=renewed");
                awaitShown(there, "CN=renewed");
                said(ana, bob, room, "after");
                try (var cid = SecureTalker.guest(http, there)) {
                    cid.follow("room." + room);
                    said(bob, cid, room, "by the new one");
                }
            }
            assertThrows(SSLException.class, () -> HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(here.resolve("/health/ready")).build(), BodyHandlers.ofString()));
            assertEquals("", nodes.logs().lines().filter(line -> line.contains(" ERROR ")
                || line.contains("PRIVATE KEY")).reduce("", String::concat));
        }
    }

    private static void said(SecureTalker by, SecureTalker to, String room, String text) {
        by.ask("parley.messages", "post", "{'room':'" + room + "','text':'" + text + "'}");
        JsonObject event;
        do {
            event = to.event("room." + room, "message.posted");
        } while (!text.equals(event.getJsonObject("data").getJsonObject("message").getString("text")));
    }

    /** The sum of a meter's values. */
    private static double figure(URI node, String name) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(node.resolve("/metrics")).build(), BodyHandlers.ofString())
            .body().lines().filter(line -> line.startsWith(name))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }

    private static void awaitShown(URI node, String name) throws IOException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String seen;
        do {
            try (var socket = (SSLSocket) trusting.getSocketFactory()
                .createSocket(node.getHost(), node.getPort())) {
                socket.startHandshake();
                seen = ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal().getName();
            }
            assertTrue(System.nanoTime() < end, node + " still shows " + seen);
        } while (!seen.equals(name));
    }

    private static void replace(CredentialFiles files, CredentialFiles by) throws IOException {
        Files.copy(by.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(by.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
    }
}

package dev.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Hook;
import dev.parley.config.WebhookSettings;
import dev.parley.embedded.FreePorts;
import dev.parley.testing.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of one delivery. */
class CourierTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        WebhookTest.await(vertx.close());
    }

    private Verdict post(String url) {
        var hook = new Hook("crm", URI.create(url), Receiver.SECRET, Optional.empty(), List.of("*"),
            List.of("*"));
        var settings = new WebhookSettings(List.of(hook), 2_000, 4, 10, 20, 200, 60_000, 600);
        return WebhookTest.await(new Courier(vertx, hook, settings, Clock.systemUTC())
            .post("crm:room.a:1-1:1", Buffer.buffer("{\"channel\":\"room.a\",\"events\":[]}")));
    }

    private String failure(String url) {
        return assertInstanceOf(Verdict.Failed.class, post(url)).why();
    }

    @Test
    void onlyASuccessIsTaken() {
        try (var receiver = new Receiver(0)) {
            var url = "http://127.0.0.1:" + receiver.port() + "/hook";
            assertInstanceOf(Verdict.Taken.class, post(url));
            receiver.answers(delivery -> 404);
            assertEquals("answered 404", failure(url));
        }
    }

    @Test
    void whoShowsACertificateThatNobodyVouchesForIsToldNothing(@TempDir Path folder) {
        try (var stranger = new Receiver(new TestAuthority(folder).issue("stranger", "EC"))) {
            var why = failure("https://127.0.0.1:" + stranger.port() + "/hook");
            assertTrue(why.startsWith("No agreement on TLS, or a certificate that nobody vouches for"), why);
            assertTrue(why.contains("certification path"), why);
            assertEquals(List.of(), stranger.deliveries());
        }
    }

    @Test
    void whoIsNotThereIsSaidSo() {
        var why = failure("http://127.0.0.1:" + FreePorts.next() + "/hook");
        assertTrue(why.contains("refused"), why);
    }
}

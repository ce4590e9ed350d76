package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.auth.Identity;
import dev.parley.auth.TokenIssuer;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.FreePorts;
import dev.parley.testing.TestNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that knows secrets, logs all it can and is used: nothing of them is in its log. */
class SecretsTest {

    private static final String SECRET = "the-secret-of-tokens-7f3a9c51d2e84b60";
    private static final String PASSWORD = "the-password-of-postgres-5d1c77";
    private static final String CLUSTER = "the-secret-of-the-cluster-0b94e2f7a6c3";
    private static final String TEXT = "nobody-else-shall-read-this-52ba";
    private static final int OPERATIONS = FreePorts.next();

    private static TestNodes node;
    private static HttpClient http;

    @BeforeAll
    static void begin() {
        node = TestNodes.start(1, "-DPARLEY_LOG_LEVEL=TRACE", "auth.secret=" + SECRET,
            "postgres.password=" + PASSWORD, "cluster.secret=" + CLUSTER, "operations.port=" + OPERATIONS);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void end() {
        node.close();
        http.shutdownNow();
    }

    private static String token(String secret) {
        return new TokenIssuer(secret, Optional.empty(), Optional.empty()).issue(new Identity("ana", "Ana",
            Set.of("admin"), List.of(), Instant.now().plusSeconds(600), Optional.empty()));
    }

    private static HttpResponse<String> get(String url, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(),
            BodyHandlers.ofString());
    }

    private static String url() {
        return node.urls().getFirst();
    }

    @Test
    void noSecretTokenOrTextIsEverLogged() throws Exception {
        var good = token(SECRET);
        var forged = token("another-secret-that-nobody-believes-in");
        var heard = new LinkedBlockingQueue<String>();
        var socket = http.newWebSocketBuilder().buildAsync(
            URI.create(url().replace("http", "ws") + "/eventbus/websocket?token=" + good), new Ears(heard))
            .get(20, TimeUnit.SECONDS);
        say(socket, "parley.rooms", "create", new JsonObject().put("id", "r").put("name", TEXT));
        say(socket, "parley.messages", "post", new JsonObject().put("room", "r").put("text", TEXT));
        say(socket, "parley.session", "authenticate", new JsonObject().put("token", forged));
        say(socket, "parley.messages", "post", new JsonObject().put("room", "absent").put("text", TEXT));
        for (int answers = 0; answers < 4; answers++) {
            assertTrue(heard.poll(20, TimeUnit.SECONDS) != null, "an answer is missing");
        }
        get(url() + "/nothing?token=" + good);
        get(url() + "/eventbus/info?token=" + forged);
        get(url() + "/api/v1/session", "Authorization", "Bearer " + forged);
        get(url() + "/events?channel=room.absent&token=" + good);
        get(url() + "/socket.io/?EIO=4&transport=polling&token=" + forged);
        var logs = node.logs();
        assertTrue(logs.lines().count() > 10, logs);
        for (var hidden : List.of(SECRET, PASSWORD, CLUSTER, TEXT, good, forged,
            good.substring(good.lastIndexOf('.') + 1), forged.substring(forged.lastIndexOf('.') + 1))) {
            assertFalse(logs.contains(hidden), () -> hidden + " is in the log:\n" + logs);
        }
    }

    @Test
    void operatorsHaveAPortOfTheirOwn() throws Exception {
        var own = "http://127.0.0.1:" + OPERATIONS;
        for (var path : List.of("/metrics", "/health/cluster")) {
            assertEquals(200, get(own + path).statusCode(), path);
            assertEquals(404, get(url() + path).statusCode(), path);
        }
        assertEquals(new JsonObject().put("ready", true),
            new JsonObject(get(url() + "/health/ready").body()));
        assertTrue(new JsonObject(get(own + "/health/ready").body()).containsKey("checks"));
        assertEquals("nosniff", get(own + "/metrics").headers().firstValue("X-Content-Type-Options").get());
        assertEquals(403, get(own + "/metrics", "Origin", "http://127.0.0.1:1").statusCode());
        assertEquals(404, get(own + "/").statusCode());
    }

    @Test
    void settingsAreShownWithoutTheirSecrets() {
        var shown = SettingsReader.forTests("auth.secret=" + SECRET, "postgres.password=" + PASSWORD,
            "cluster.secret=" + CLUSTER, "redis.url=redis://:" + PASSWORD + "@127.0.0.1:6379").toString();
        for (var hidden : List.of(SECRET, PASSWORD, CLUSTER)) {
            assertFalse(shown.contains(hidden), shown);
        }
    }

    private static void say(WebSocket socket, String address, String action, JsonObject body)
        throws IOException {
        socket.sendText(new JsonObject().put("type", "send").put("address", address)
            .put("headers", new JsonObject().put("action", action)).put("replyAddress", action)
            .put("body", body).encode(), true).join();
    }

    /** Keeps the texts that come. */
    private record Ears(BlockingQueue<String> heard) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }
    }
}

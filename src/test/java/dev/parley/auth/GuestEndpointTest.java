package dev.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.config.AuthSettings;
import dev.parley.protocol.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How guests come by their tokens, over real HTTP. */
@ExtendWith(VertxExtension.class)
class GuestEndpointTest {

    private static final String SECRET = "a secret that only this test knows, 32 bytes and more";
    private static final String FRIEND = "https://friend.example";

    private final TestClock clock = new TestClock();
    private final TokenIssuer issuer = new TokenIssuer(SECRET, Optional.empty(), Optional.empty());
    private Vertx vertx;
    private Authenticator authenticator;
    private int port;

    private record Answer(int status, JsonObject body, Optional<String> allowedOrigin) {
        String error() {
            return body.getJsonObject("error").getString("type");
        }
    }

    @BeforeEach
    void listen(Vertx vertx) {
        this.vertx = vertx;
        authenticator = await(Authenticator.create(vertx, new AuthSettings(Optional.of(SECRET), List.of(),
            Optional.empty(), Optional.empty(), Optional.empty(), 0, true), clock));
        var router = Router.router(vertx);
        new GuestEndpoint(authenticator, issuer, new Origins(List.of(FRIEND)),
            new GuestIds(new SecureRandom()), clock).accept(router);
        port = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
    }

    @Test
    void givesEachCallerANewUser() {
        var first = post("{\"name\":\" Ana \"}", Map.of());
        var second = post("{\"name\":\"Ana\"}", Map.of());
        assertEquals(200, first.status());
        var user = first.body().getJsonObject("user");
        assertEquals("Ana", user.getString("name"));
        assertEquals(true, Ids.valid(user.getString("id")));
        assertNotEquals(user.getString("id"), second.body().getJsonObject("user").getString("id"));
        var identity = await(authenticator.verify(first.body().getString("token")));
        assertEquals(user.getString("id"), identity.user());
        assertEquals("Ana", identity.name());
        assertEquals(Set.of(), identity.roles());
    }

    @Test
    void obeysTheTimeToLive() {
        var token = post("{\"name\":\"Ana\",\"ttlSeconds\":2}", Map.of()).body().getString("token");
        assertEquals(clock.instant().plusSeconds(2), await(authenticator.verify(token)).expiresAt());
    }

    @Test
    void renewsATrustedTokenForTheSameUser() {
        var old = issuer.issue(new Identity("ana", "Ana", Set.of("admin"), List.of("live.*"),
            clock.instant().plusSeconds(5), Optional.of("t1")));
        var answer = post("{\"ttlSeconds\":60}", Map.of("Authorization", "Bearer " + old));
        assertEquals(new Identity("ana", "Ana", Set.of("admin"), List.of("live.*"),
            clock.instant().plusSeconds(60), Optional.empty(), Optional.of(clock.instant())),
            await(authenticator.verify(answer.body().getString("token"))));
    }

    @Test
    void refusesToRenewAnUntrustedToken() {
        for (var header : List.of("Bearer x.y.z", "Basic YTpi", "Bearer")) {
            var answer = post("{\"name\":\"Ana\"}", Map.of("Authorization", header));
            assertEquals(401, answer.status());
            assertEquals("unauthenticated", answer.error());
        }
    }

    @Test
    void refusesBadBodies() {
        Stream.of("", "[]", "7", "nonsense", "{}", "{\"name\":7}", "{\"name\":\"  \"}",
            "{\"name\":\"a\\u0000\"}",
            "{\"name\":\"a\\nb\"}", "{\"name\":\"" + "x".repeat(GuestEndpoint.NAME_MAX + 1) + "\"}",
            "{\"name\":\"a\",\"ttlSeconds\":0}", "{\"name\":\"a\",\"ttlSeconds\":\"1\"}",
            "{\"name\":\"a\",\"ttlSeconds\":" + (GuestEndpoint.TTL_SECONDS_MAX + 1) + "}").forEach(body -> {
                var answer = post(body, Map.of());
                assertEquals(400, answer.status(), body);
                assertEquals("bad_request", answer.error(), body);
            });
        assertEquals("too_large", post("{\"name\":\"" + "x".repeat(20_000) + "\"}", Map.of()).error());
    }

    @Test
    void sharesAnswersWithAllowedOriginsOnly() {
        assertEquals(Optional.of(FRIEND), post("{\"name\":\"a\"}", Map.of("Origin", FRIEND)).allowedOrigin());
        var own = "http://127.0.0.1:" + port;
        assertEquals(200, post("{\"name\":\"a\"}", Map.of("Origin", own)).status());
        var strangers = List.of("https://stranger.example", "null", "http://127.0.0.1:1", FRIEND + ".evil");
        for (var origin : strangers) {
            var answer = post("{\"name\":\"a\"}", Map.of("Origin", origin));
            assertEquals(403, answer.status(), origin);
            assertEquals(Optional.empty(), answer.allowedOrigin());
            assertNull(answer.body().getString("token"));
        }
    }

    @Test
    void answersThePreflightOfABrowser() {
        assertEquals(204, call(HttpMethod.OPTIONS, "", Map.of("Origin", FRIEND)).status());
        var friend = call(HttpMethod.OPTIONS, "", Map.of("Origin", FRIEND));
        assertEquals(Optional.of(FRIEND), friend.allowedOrigin());
        var stranger = call(HttpMethod.OPTIONS, "", Map.of("Origin", "https://stranger.example"));
        assertEquals(403, stranger.status());
    }

    private Answer post(String body, Map<String, String> headers) {
        return call(HttpMethod.POST, body, headers);
    }

    private Answer call(HttpMethod method, String body, Map<String, String> headers) {
        var client = vertx.createHttpClient();
        return await(client.request(method, port, "127.0.0.1", GuestEndpoint.PATH).compose(request -> {
            headers.forEach(request::putHeader);
            // Within: a body that has come before somebody wants it is lost.
            return request.send(Buffer.buffer(body)).compose(GuestEndpointTest::answer);
        }));
    }

    private static Future<Answer> answer(HttpClientResponse response) {
        return response.body().map(text -> new Answer(response.statusCode(),
            text.length() == 0 ? new JsonObject() : text.toJsonObject(),
            Optional.ofNullable(response.getHeader("Access-Control-Allow-Origin"))));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}

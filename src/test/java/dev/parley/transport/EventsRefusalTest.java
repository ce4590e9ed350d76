package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.EventReader;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests for server-sent events that no stream comes of. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventsRefusalTest {

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = new EdgeServer("instances.sockets=1", "events.channelsMax=5",
            "http.origins=https://friend.example");
    }

    @AfterAll
    static void stop() {
        server.close();
        assertTrue(server.faults.isEmpty(), server.faults::toString);
    }

    private static void refuses(int status, String code, String query, String... headers) {
        try (var answer = new EventReader(server.port, "/events" + query, headers)) {
            assertEquals(status, answer.status(), query);
            assertEquals("application/problem+json", answer.header("Content-Type"));
            assertEquals("no-store", answer.header("Cache-Control"));
            var problem = new JsonObject(answer.body());
            assertEquals(code, problem.getString("code"));
            assertEquals(status, problem.getInteger("status"));
            assertFalse(problem.getString("detail").isEmpty());
            assertEquals(status == 401 ? "Bearer" : "", answer.header("WWW-Authenticate"));
        }
    }

    @Test
    void refusesWithAProblemWhatItCannotServe() {
        refuses(401, "unauthenticated", "?channel=room.a");
        refuses(401, "unauthenticated", "?channel=room.a&token=bad");
        refuses(503, "unavailable", "?channel=room.a&token=away");
        refuses(404, "not_found", "?channel=room.a&channel=room.secret&token=ana");
        refuses(400, "bad_request", "?token=ana");
        refuses(400, "bad_request", "?token=ana&channel=");
        refuses(400, "bad_request", "?token=ana&channel=" + "x".repeat(301));
        refuses(400, "bad_request", "?token=ana&channel=room.a&last=-1");
        refuses(400, "bad_request", "?token=ana&channel=room.a&last=1&since=1");
        refuses(400, "bad_request", "?token=ana&channel=room.a&channel=room.b&since=1");
        refuses(400, "bad_request", "?token=ana&channel=%");
        refuses(413, "too_large", "?token=ana" + "&channel=room.a".repeat(6));
        assertEquals(0, server.onLoop(() -> server.hub().cursors.getOrDefault("room.a", Map.of()).size()),
            "a refused request leaves nothing");
    }

    @Test
    void takesTheTokenFromTheHeaderToo() {
        try (var stream = new EventReader(server.port, "/events?channel=room.header",
            "Authorization: Bearer ana")) {
            stream.next("subscribed");
        }
    }

    @Test
    void whoComesBackIsToldToTryAgainWhileAPartIsAway() {
        try (var stream = new EventReader(server.port, "/events?channel=room.a&token=away",
            "Last-Event-ID: 1")) {
            postponed(stream, "unavailable");
        }
        refuses(401, "unauthenticated", "?channel=room.a&token=bad", "Last-Event-ID: 1");
        refuses(404, "not_found", "?channel=room.secret&token=ana", "Last-Event-ID: 1");
    }

    private static void postponed(EventReader stream, String type) {
        assertEquals(200, stream.status(), "browsers take any other status as the end");
        assertEquals("text/event-stream; charset=utf-8", stream.header("Content-Type"));
        var told = stream.next("session.refused").data();
        assertEquals("parley.session", told.getString("channel"));
        assertEquals(type, told.getJsonObject("error").getString("type"));
        var wait = told.getJsonObject("error").getJsonObject("data", new JsonObject());
        assertTrue(stream.retryMs().orElseThrow() >= wait.getLong("retryAfterMs", 1L));
        assertEquals(Optional.empty(), stream.next());
    }

    @Test
    void anEventSourceIsToldToTryAgainWhileAPartIsAway() {
        try (var stream = new EventReader(server.port, "/events?channel=room.a&token=away",
            "Accept: text/event-stream")) {
            postponed(stream, "unavailable");
        }
        refuses(401, "unauthenticated", "?channel=room.a&token=bad", "Accept: text/event-stream");
        refuses(404, "not_found", "?channel=room.secret&token=ana", "Accept: text/event-stream");
        refuses(503, "unavailable", "?channel=room.a&token=away", "Accept: */*");
    }

    @Test
    void anEventSourceThatIsTurnedAwayAtTheDoorIsToldWhenToTryAgain() {
        var path = "/events?channel=room.a&token=ana";
        try (var full = new EdgeServer("instances.sockets=1", "address.commandsPerSecond=1",
            "address.commandsBurst=2", "http.origins=https://friend.example")) {
            var peer = new HttpPeer(full.port);
            EdgeServer.until(() -> peer.get("/hello").statusCode() == 429);
            try (var stream = new EventReader(full.port, path, "Accept: text/event-stream",
                "Origin: https://friend.example")) {
                assertEquals("https://friend.example", stream.header("Access-Control-Allow-Origin"));
                postponed(stream, "rate_limited");
            }
            EdgeServer.until(() -> peer.get("/hello").statusCode() == 429);
            assertEquals(403, peer.get(path, "Accept", "text/event-stream", "Origin", "https://foe.example")
                .statusCode());
            var plain = peer.get(path, "Accept", "application/json");
            assertEquals(429, plain.statusCode());
            assertTrue(plain.headers().firstValue("Retry-After").isPresent());
        }
    }

    @Test
    void answersBrowsersThatAskBeforehandAndRefusesOtherMethods() {
        var peer = new HttpPeer(server.port);
        var preflight = peer.other("OPTIONS", "/events?channel=room.a", "Origin", "https://friend.example",
            "Access-Control-Request-Headers", "authorization,last-event-id");
        assertEquals(204, preflight.statusCode());
        assertEquals("authorization,last-event-id",
            preflight.headers().firstValue("Access-Control-Allow-Headers").orElse(""));
        var foe = peer.get("/events?channel=room.a&token=ana", "Origin", "https://foe.example");
        assertEquals(403, foe.statusCode());
        assertEquals(Optional.empty(), foe.headers().firstValue("Access-Control-Allow-Origin"));
        var post = peer.post("/events?channel=room.a&token=ana", "");
        assertEquals(405, post.statusCode());
        assertEquals("OPTIONS, GET", post.headers().firstValue("Allow").orElse(""));
        assertEquals("bad_request", new JsonObject(post.body()).getString("code"));
        assertNotEquals(200, peer.get("/eventsource?channel=room.a&token=ana").statusCode());
    }
}

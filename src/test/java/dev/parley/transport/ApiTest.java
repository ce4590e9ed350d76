package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The HTTP API above commands in memory: what no random request of a healthy node meets. */
class ApiTest {

    private static final String[] ANA = {"Authorization", "Bearer ana", "Content-Type", "application/json"};

    private static JsonObject problem(HttpResponse<String> answer, int status, String code) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        var problem = new JsonObject(answer.body());
        assertEquals(code, problem.getString("code"));
        return problem;
    }

    @Test
    void aCommandWithoutAResourceIsReachedByItsName() {
        try (var server = new EdgeServer()) {
            var answer = new HttpPeer(server.port).post("/api/v1/commands/test.echo/say",
                "{\"text\":\"hi\"}", ANA);
            assertEquals(200, answer.statusCode(), answer::body);
            assertEquals("hi", new JsonObject(answer.body()).getString("text"));
            assertEquals("ana", new JsonObject(answer.body()).getString("user"));
        }
    }

    @Test
    void whoeverAsksTooFastIsToldWhenToComeBack() {
        try (var server = new EdgeServer("user.commandsPerSecond=1", "user.commandsBurst=2")) {
            var peer = new HttpPeer(server.port);
            HttpResponse<String> answer = peer.get("/api/v1/me", ANA);
            for (int i = 0; i < 20 && answer.statusCode() == 200; i++) {
                answer = peer.get("/api/v1/me", ANA);
            }
            var wait = problem(answer, 429, "rate_limited").getJsonObject("data").getLong("retryAfterMs");
            var seconds = Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(Math.ceilDiv(wait, 1000L), seconds);
            assertEquals(200, peer.get("/api/v1/me", "Authorization", "Bearer bob").statusCode());
        }
    }

    @Test
    void aFaultOfOursIsToldWithoutItsStack() {
        try (var server = new EdgeServer()) {
            var answer = new HttpPeer(server.port).post("/api/v1/commands/test.fault/throw", "{}", ANA);
            problem(answer, 500, "internal");
            assertFalse(answer.body().contains("meant to fail"));
        }
    }

    @Test
    void keysThatCannotBeReachedAreWorthAnotherTry() {
        try (var server = new EdgeServer()) {
            var answer = new HttpPeer(server.port).get("/api/v1/me", "Authorization", "Bearer away");
            problem(answer, 503, "unavailable");
            assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
        }
    }

    @Test
    void metersCountTemplatesAndNeverWhatClientsWrite() {
        try (var server = new EdgeServer()) {
            var peer = new HttpPeer(server.port);
            peer.get("/api/v1/nothing/secret", ANA);
            peer.other("PURGE", "/api/v1/me", ANA[0], ANA[1]);
            peer.get("/api/v1/me", ANA);
            EdgeServer.until(() -> server.meters.find("parley.api.request").timers().size() == 3);
            var routes = server.meters.find("parley.api.request").timers().stream()
                .map(timer -> timer.getId().getTag("route") + " " + timer.getId().getTag("method")).sorted()
                .toList();
            assertTrue(routes.contains("/me GET"), routes::toString);
            assertFalse(routes.toString().contains("secret"), routes::toString);
            assertFalse(routes.toString().contains("PURGE"), routes::toString);
        }
    }
}

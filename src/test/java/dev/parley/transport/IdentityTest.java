package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who a session belongs to: tokens on the address, in the header, by command; bad, late and ending ones. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class IdentityTest {

    private static final String PATH = "/eventbus/websocket";

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = new EdgeServer("session.pingAfterMs=600000");
    }

    @AfterAll
    static void stop() {
        server.close();
        assertTrue(server.faults.isEmpty(), server.faults::toString);
    }

    private static JsonObject authenticate(String token, String replyAddress) {
        return RawBridgeTest.send("parley.session", "authenticate", replyAddress,
            new JsonObject().put("token", token));
    }

    private static JsonObject whoami() {
        return RawBridgeTest.send("parley.session", "whoami", "w", new JsonObject());
    }

    @Test
    void refusesEverythingBeforeAuthentication() {
        try (var client = server.connect(PATH)) {
            client.send(RawBridgeTest.send("test.echo", "say", "r", new JsonObject()));
            assertEquals("unauthenticated", client.json().getString("failureType"));
            client.send(RawBridgeTest.send("no.such", "thing", "r", new JsonObject()));
            assertEquals("unauthenticated", client.json().getString("failureType"));
            client.send(RawBridgeTest.register("room.a", new JsonObject()));
            var refusal = client.json();
            assertEquals("unauthenticated", refusal.getString("failureType"));
            assertEquals("room.a", refusal.getString("address"));
            client.send(RawBridgeTest.register("parley.session", new JsonObject()));
            client.send(whoami());
            assertEquals(401, client.json().getInteger("failureCode"));
        }
    }

    @Test
    void authenticatesByCommandAndAnswersAsWhoami() {
        try (var client = server.connect(PATH)) {
            client.send(authenticate("ana", "a"));
            client.send(whoami());
            var answer = client.json();
            assertEquals("a", answer.getString("address"));
            assertEquals("ana", answer.getJsonObject("body").getJsonObject("user").getString("id"));
            assertEquals(answer.getJsonObject("body"), client.json().getJsonObject("body"));
        }
    }

    @Test
    void readsTheTokenOfTheHeader() {
        try (var client = new SocketClient(server.port, PATH, "Authorization: bearer bob")) {
            client.send(whoami());
            assertEquals("bob", client.json().getJsonObject("body").getJsonObject("user").getString("id"));
        }
    }

    @Test
    void closesAfterTheHandshakeWhenTheTokenOfTheAddressIsBad() {
        try (var client = server.connect(PATH + "?token=bad")) {
            assertTrue(client.status.contains(" 101 "));
            assertEquals("3500 This token is bad.", client.closing());
        }
        try (var client = server.connect("/eventbus/0/x1/websocket?token=bad")) {
            assertEquals("o", client.text());
            assertEquals("c[3500,\"This token is bad.\"]", client.text());
        }
    }

    @Test
    void letsClientsComeBackWhenTokensCannotBeChecked() {
        try (var client = server.connect(PATH + "?token=away")) {
            assertTrue(client.closing().startsWith("3003 "));
        }
    }

    @Test
    void leavesTheSessionAsItWasWhenACommandBringsABadToken() {
        try (var client = server.connect(PATH + "?token=ana")) {
            client.send(authenticate("bad", "r"));
            assertEquals("unauthenticated", client.json().getString("failureType"));
            client.send(authenticate("bob", "r"));
            assertEquals("forbidden", client.json().getString("failureType"));
            client.send(authenticate("away", "r"));
            assertEquals("unavailable", client.json().getString("failureType"));
            client.send(RawBridgeTest.send("parley.session", "authenticate", "r", new JsonObject()));
            assertEquals("bad_request", client.json().getString("failureType"));
            client.send(whoami());
            assertEquals("ana", client.json().getJsonObject("body").getJsonObject("user").getString("id"));
        }
    }

    @Test
    void keepsWhatComesWhileATokenIsChecked() {
        try (var client = server.connect(PATH + "?token=slow")) {
            for (int i = 0; i < 20; i++) {
                client.send(RawBridgeTest.send("test.echo", "say", "r" + i, new JsonObject()));
            }
            client.send(RawBridgeTest.register("room.kept", new JsonObject()));
            server.release();
            for (int i = 0; i < 20; i++) {
                assertEquals("r" + i, client.json().getString("address"));
            }
            assertEquals("subscribed", client.json().getJsonObject("body").getString("type"));
        }
    }

    @Test
    void warnsOfATokenThatEndsSoonAndTakesANewOne() {
        try (var client = server.connect(PATH + "?token=ana:3")) {
            var notice = client.json();
            assertEquals("parley.session", notice.getString("address"));
            assertEquals("session.expiring", notice.getJsonObject("body").getString("type"));
            assertTrue(Instant.parse(notice.getJsonObject("body").getString("expiresAt"))
                .isBefore(Instant.now().plusSeconds(4)));
            client.send(authenticate("ana:3600", "r"));
            assertTrue(Instant.parse(client.json().getJsonObject("body").getString("expiresAt"))
                .isAfter(Instant.now().plusSeconds(3000)));
            assertFalse(client.comes(1500), "a second notice");
        }
    }
}

package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's commands and channels in the words of Socket.IO. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SocketIoCommandsTest {

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = new EdgeServer("instances.sockets=1", "socketio.namespaces=/,/chat",
            "session.frameBytesMax=2000", "session.outboxBytesMax=65536", "session.pingAfterMs=60000",
            "session.deadAfterMs=5000", "session.signInMs=2000", "socketio.cookie=io");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingFailed() {
        assertEquals(List.of(), server.faults);
    }

    private static SocketClient open(String query) {
        var socket = server.connect("/socket.io/?EIO=4&transport=websocket" + query);
        assertTrue(socket.text().startsWith("0{"));
        return socket;
    }

    /** A client that is inside the main namespace. */
    private static SocketClient enter(String token) {
        var socket = open("");
        socket.text("40" + new JsonObject().put("token", token).encode());
        assertTrue(socket.text().startsWith("40{\"sid\":\"s"));
        return socket;
    }

    private static JsonObject ask(SocketClient socket, String event, JsonObject body) {
        socket.text("427" + new JsonArray().add(event).add(body).encode());
        return answer(socket.text(), "437");
    }

    private static JsonObject answer(String text, String start) {
        assertTrue(text.startsWith(start + "["), text);
        return new JsonArray(text.substring(start.length())).getJsonObject(0);
    }

    private static String word(JsonObject refused) {
        assertFalse(refused.getBoolean("ok"));
        var error = refused.getJsonObject("error");
        assertTrue(error.getInteger("code") >= 400 && !error.getString("message").isEmpty());
        return error.getString("type");
    }

    private static JsonObject say(String text) {
        return new JsonObject().put("text", text);
    }

    @Test
    void comesInWithATokenInWhateverPlace() {
        for (var way : List.of("auth", "query", "late")) {
            try (var socket = open(way.equals("query") ? "&token=ana" : "")) {
                socket.text(way.equals("auth") ? "40{\"token\":\"ana\"}" : "40");
                var sid = new JsonObject(socket.text().substring(2)).getString("sid");
                if (way.equals("late")) {
                    assertEquals("unauthenticated", word(ask(socket, "session.whoami", new JsonObject())));
                    var asked = new JsonObject().put("token", "ana");
                    assertTrue(ask(socket, "session.authenticate", asked).getBoolean("ok"));
                }
                var who = ask(socket, "session.whoami", new JsonObject());
                assertEquals("ana", who.getJsonObject("user").getString("id"));
                assertEquals(sid, who.getString("session"), "the socket's id is the session's");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\":\"bad\"}", "{\"token\":7}", "{\"token\":\"\"}"})
    void aBadTokenIsAConnectError(String auth) {
        try (var socket = open("")) {
            socket.text("40" + auth);
            var refused = socket.text();
            assertTrue(refused.startsWith("44{\"message\":\""), refused);
            var details = new JsonObject(refused.substring(2)).getJsonObject("data");
            assertEquals("unauthenticated", details.getString("type"));
            assertEquals(401, details.getInteger("code"));
            socket.text("40{\"token\":\"ana\"}");
            assertTrue(socket.text().startsWith("40{"));
        }
    }

    @Test
    void keysThatAreAwayMakeTheClientComeBack() {
        try (var socket = open("")) {
            socket.text("40{\"token\":\"away\"}");
            assertTrue(socket.closing().startsWith("3003"));
        }
    }

    @Test
    void commandsAreAnsweredAndRefused() {
        try (var socket = enter("ana")) {
            socket.text("427[\"echo.say\"]");
            assertEquals("not_found", word(answer(socket.text(), "437")));
            assertEquals("not_found", word(ask(socket, "nothing", new JsonObject())));
            assertEquals("not_found", word(ask(socket, "receipts.nothing", new JsonObject())));
            assertEquals("bad_request", word(ask(socket, "receipts.", new JsonObject())));
            var marked = ask(socket, "receipts.delivered", new JsonObject().put("room", "r").put("seq", 1));
            assertEquals(new JsonObject().put("ok", true), marked);
            assertEquals("bad_request", word(ask(socket, "receipts.delivered", new JsonObject())));
            socket.text("428[\"receipts.delivered\",7]");
            assertEquals("bad_request", word(answer(socket.text(), "438")));
            socket.text("428[\"receipts.delivered\",{},{}]");
            assertEquals("bad_request", word(answer(socket.text(), "438")));
            assertEquals("too_large", word(ask(socket, "messages.post", say("x".repeat(2_000)))));
        }
    }

    @Test
    void refusesBinaryWithASentence() {
        try (var socket = enter("ana")) {
            socket.text("451-9[\"receipts.delivered\",{\"room\":{\"_placeholder\":true,\"num\":0}}]");
            socket.frame(SocketClient.BINARY, true, new byte[] {1});
            var refused = answer(socket.text(), "439");
            assertEquals("bad_request", word(refused));
            assertTrue(refused.getJsonObject("error").getString("message").contains("Binary"));
        }
    }

    @Test
    void withoutAnAcknowledgementOnlyARefusalIsTold() {
        try (var socket = enter("ana")) {
            socket.text("42[\"receipts.delivered\",{\"room\":\"r\",\"seq\":2}]");
            socket.text("42[\"receipts.delivered\",{}]");
            var told = new JsonArray(socket.text().substring(2));
            assertEquals("session", told.getString(0));
            assertEquals("session.refused", told.getJsonObject(1).getString("type"));
            assertEquals("receipts.delivered", told.getJsonObject(1).getString("event"));
            assertEquals("bad_request", told.getJsonObject(1).getJsonObject("error").getString("type"));
        }
    }

    @Test
    void subscribesReplaysAndGoesOn() {
        for (int i = 1; i <= 3; i++) {
            server.publish("room.s", new JsonObject().put("n", i));
        }
        try (var socket = enter("ana")) {
            var asked = new JsonObject().put("channel", "room.s").put("since", 1).put("epoch", "e1");
            assertEquals(new JsonObject("{\"ok\":true,\"type\":\"subscribed\",\"seq\":3,\"epoch\":\"e1\","
                + "\"recovered\":true}"), ask(socket, "subscribe", asked));
            server.publish("room.s", new JsonObject().put("n", 4));
            for (int i = 2; i <= 4; i++) {
                assertEquals("42[\"event\",\"room.s\",{\"seq\":" + i + ",\"type\":\"message.posted\","
                    + "\"data\":{\"n\":" + i + "}}]", socket.text());
            }
            var channel = new JsonObject().put("channel", "room.s");
            assertEquals(new JsonObject().put("ok", true), ask(socket, "unsubscribe", channel));
            server.publish("room.s", new JsonObject());
            var secret = new JsonObject().put("channel", "room.secret");
            assertEquals("not_found", word(ask(socket, "subscribe", secret)));
            assertEquals("bad_request", word(ask(socket, "subscribe", new JsonObject())));
            assertEquals("bad_request", word(ask(socket, "subscribe", channel.copy().put("since", "x"))));
            assertEquals("bad_request", word(ask(socket, "unsubscribe", new JsonObject().put("channel", 7))));
        }
    }

    @Test
    void aNamespaceIsASessionOfItsOwn() {
        try (var socket = open("")) {
            socket.text("40/chat,{\"token\":\"ana\"}");
            assertTrue(socket.text().startsWith("40/chat,{"));
            socket.text("40{\"token\":\"ben\"}");
            assertTrue(socket.text().startsWith("40{"));
            socket.text("42/chat,1[\"session.whoami\"]");
            assertEquals("ana", answer(socket.text(), "43/chat,1").getJsonObject("user").getString("id"));
            socket.text("421[\"session.whoami\"]");
            assertEquals("ben", answer(socket.text(), "431").getJsonObject("user").getString("id"));
            socket.text("42/chat,2[\"subscribe\",{\"channel\":\"room.n\"}]");
            assertTrue(socket.text().startsWith("43/chat,2["));
            server.publish("room.n", new JsonObject().put("n", 1));
            assertTrue(socket.text().startsWith("42/chat,[\"event\",\"room.n\",{\"seq\":1"));
            socket.text("40/other");
            assertEquals("44/other,{\"message\":\"Invalid namespace\"}", socket.text());
        }
    }

    @Test
    void tellsThatATokenEnds() {
        try (var socket = enter("cleo:1")) {
            var notice = new JsonArray(socket.text().substring(2));
            assertEquals("session.expiring", notice.getJsonObject(1).getString("type"));
        }
    }

    @Test
    void whoNeverSignsInIsSentAwayForGood() {
        try (var socket = open("")) {
            socket.text("40");
            assertTrue(socket.text().startsWith("40{"));
            var notice = new JsonArray(socket.text().substring(2)).getJsonObject(1);
            assertEquals("session.closed", notice.getString("type"));
            assertEquals(3500, notice.getInteger("code"));
            assertEquals("41", socket.text());
            assertTrue(socket.closing().startsWith("3500 " + notice.getString("reason")));
        }
    }
}

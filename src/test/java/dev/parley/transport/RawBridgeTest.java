package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of the event-bus bridge, over the raw WebSocket. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RawBridgeTest {

    private static EdgeServer server;

    @BeforeAll
    static void start() {
        server = new EdgeServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SocketClient ana() {
        return server.connect("/eventbus/websocket?token=ana");
    }

    static JsonObject send(String address, String action, String replyAddress, JsonObject body) {
        return new JsonObject().put("type", "send").put("address", address)
            .put("headers", new JsonObject().put("action", action)).put("replyAddress", replyAddress)
            .put("body", body);
    }

    static JsonObject register(String channel, JsonObject headers) {
        return new JsonObject().put("type", "register").put("address", channel).put("headers", headers);
    }

    private static JsonObject echo(SocketClient client, String text) {
        client.send(send("test.echo", "say", "r-" + text, new JsonObject().put("text", text)));
        return client.json();
    }

    @Test
    void answersACommandAtItsReplyAddress() {
        try (var client = ana()) {
            var reply = echo(client, "hello ü 😀");
            assertEquals("rec", reply.getString("type"));
            assertEquals("r-hello ü 😀", reply.getString("address"));
            assertEquals("hello ü 😀", reply.getJsonObject("body").getString("text"));
            assertEquals("ana", reply.getJsonObject("body").getString("user"));
            assertTrue(reply.getJsonObject("body").getString("origin").startsWith("s"));
        }
    }

    @Test
    void answersPingsWithPongs() {
        try (var client = ana()) {
            client.text("{\"type\":\"ping\"}");
            assertEquals("{\"type\":\"pong\"}", client.text());
        }
    }

    @Test
    void refusesAtTheReplyAddressWithNumberWordAndSentence() {
        try (var client = ana()) {
            var wrong = new JsonObject().put("room", "a").put("text", 7);
            client.send(send("test.messages", "typed", "r1", wrong));
            var refusal = client.json();
            assertEquals("err", refusal.getString("type"));
            assertEquals("r1", refusal.getString("address"));
            assertEquals(400, refusal.getInteger("failureCode"));
            assertEquals("bad_request", refusal.getString("failureType"));
            assertTrue(refusal.getString("message").contains("\"text\""));
        }
    }

    @Test
    void refusesInTheBodyWhereTheClientWantsItSo() {
        try (var client = ana()) {
            var command = send("test.messages", "typed", "r1", new JsonObject());
            command.getJsonObject("headers").put("errors", "body");
            client.send(command);
            var refusal = client.json();
            assertEquals("rec", refusal.getString("type"));
            var error = refusal.getJsonObject("body").getJsonObject("error");
            assertEquals("bad_request", error.getString("type"));
            assertEquals(400, error.getInteger("code"));
        }
    }

    @Test
    void saysNothingWithoutAReplyAddressButARefusal() {
        try (var client = ana()) {
            client.send(send("test.echo", "say", null, new JsonObject()));
            client.send(send("test.messages", "typed", null, new JsonObject()));
            var refusal = client.json();
            assertEquals("err", refusal.getString("type"));
            assertFalse(refusal.containsKey("address"));
        }
    }

    @Test
    void namesUnknownServicesAndActions() {
        try (var client = ana()) {
            client.send(send("no.such", "say", "r1", new JsonObject()));
            assertEquals("not_found", client.json().getString("failureType"));
            client.send(send("test.echo", "shout", "r2", new JsonObject()));
            var refusal = client.json();
            assertEquals("not_found", refusal.getString("failureType"));
            assertTrue(refusal.getString("message").contains("shout"));
            client.text("{\"type\":\"send\",\"address\":\"test.echo\",\"replyAddress\":\"r3\",\"body\":{}}");
            assertEquals("bad_request", client.json().getString("failureType"));
        }
    }

    @Test
    void tellsNothingOfAFaultButThatItHappened() {
        try (var client = ana()) {
            client.send(send("test.fault", "throw", "r1", new JsonObject()));
            var refusal = client.json();
            assertEquals("internal", refusal.getString("failureType"));
            assertFalse(refusal.encode().contains("meant to fail"));
        }
    }

    @Test
    void keepsAdminsAmongThemselves() {
        try (var client = ana(); var root = server.connect("/eventbus/websocket?token=root")) {
            client.send(send("test.admin", "only", "r1", new JsonObject()));
            assertEquals("forbidden", client.json().getString("failureType"));
            root.send(send("test.admin", "only", "r1", new JsonObject()));
            assertEquals("rec", root.json().getString("type"));
        }
    }

    @Test
    void publishesToLiveChannelsOnly() {
        try (var client = ana()) {
            client.text("{\"type\":\"publish\",\"address\":\"room.a\",\"body\":1}");
            assertEquals("bad_request", client.json().getString("failureType"));
            client.text("{\"type\":\"publish\",\"address\":\"live.demo.a\",\"body\":1}");
            var refusal = client.json();
            assertEquals("not_found", refusal.getString("failureType"), "until live channels are offered");
            assertFalse(refusal.containsKey("address"));
        }
    }

    @Test
    void saysWhatIsWrongWithAFrame() {
        for (var frame : List.of("", "nonsense", "[1]", "{}", "{\"type\":\"shout\"}", "{\"type\":5}",
            "{\"type\":\"send\"}", "{\"type\":\"send\",\"address\":\"\"}",
            "{\"type\":\"register\",\"address\":{}}", "{\"type\":\"ping\"", "\u0000", "null")) {
            try (var client = ana()) {
                client.text(frame);
                var refusal = client.json();
                assertEquals("err", refusal.getString("type"), frame);
                assertEquals("bad_request", refusal.getString("failureType"), frame);
                assertFalse(refusal.containsKey("address"), frame);
                assertEquals("r-still here", echo(client, "still here").getString("address"));
            }
        }
    }

    @Test
    void refusesWrongTypesWithinAFrame() {
        var address = "\"address\":\"test.echo\"";
        for (var frame : List.of(
            "{\"type\":\"send\"," + address + ",\"headers\":[],\"body\":{}}",
            "{\"type\":\"send\"," + address + ",\"headers\":{\"action\":1},\"body\":{}}",
            "{\"type\":\"send\"," + address + ",\"headers\":{\"action\":\"say\"},\"body\":[1]}",
            "{\"type\":\"send\"," + address + ",\"headers\":{\"action\":\"say\"},\"replyAddress\":1}",
            "{\"type\":\"register\",\"address\":\"room.a\",\"headers\":{\"since\":\"x\"}}",
            "{\"type\":\"register\",\"address\":\"room.a\",\"headers\":{\"since\":-1}}",
            "{\"type\":\"register\",\"address\":\"room.a\",\"headers\":{\"since\":1,\"last\":1}}",
            "{\"type\":\"register\",\"address\":\"" + "r".repeat(301) + "\"}")) {
            try (var client = ana()) {
                for (int i = 0; i < 12; i++) {
                    client.text(frame);
                    assertEquals("bad_request", client.json().getString("failureType"), frame);
                }
                assertEquals("here", echo(client, "here").getJsonObject("body").getString("text"),
                    "refused commands never count as bad frames");
            }
        }
    }

    @Test
    void closesAfterTenBadFramesInARow() {
        try (var client = ana()) {
            for (int i = 0; i < 9; i++) {
                client.text("garbage");
            }
            client.text("{\"type\":\"ping\"}");
            for (int i = 0; i < 10; i++) {
                client.text("garbage");
            }
            assertTrue(client.closing().startsWith("3503 "), "the ping between began the count anew");
            client.frame(SocketClient.CLOSE, true, new byte[0]);
            assertTrue(client.ended());
        }
    }

    @Test
    void takesDeepAndOddJsonWithoutHarm() {
        try (var client = ana()) {
            client.text("[".repeat(30_000));
            assertEquals("bad_request", client.json().getString("failureType"));
            var deep = new JsonObject(("{'a':" + "[".repeat(98) + "]".repeat(98) + "}").replace('\'', '"'));
            client.send(send("test.echo", "say", "r", deep));
            assertEquals("rec", client.json().getString("type"));
            client.send(send("test.echo", "say", "r", new JsonObject().put("b", deep)));
            assertEquals("bad_request", client.json().getString("failureType"));
            var infinite = send("test.echo", "say", "r", new JsonObject().put("n", 1)).encode();
            client.text(infinite.replace("1}", "1e999}"));
            assertEquals("bad_request", client.json().getString("failureType"));
        }
    }

    @Test
    void listsWhatItCan() {
        try (var client = ana()) {
            client.send(send("parley.session", "whoami", "r1", new JsonObject()));
            var body = client.json().getJsonObject("body");
            assertEquals(new JsonObject().put("id", "ana").put("name", "Name of ana")
                .put("roles", new JsonArray()), body.getJsonObject("user"));
            assertEquals("n1", body.getString("node"));
            assertTrue(body.getString("expiresAt").matches("20\\d\\d-\\d\\d-\\d\\dT[0-9:]{8}\\.\\d{3}Z"));
            assertTrue(body.getJsonObject("limits").getInteger("frameBytes") >= 65536);
        }
    }
}

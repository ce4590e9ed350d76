package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bridge over the fall-backs of SockJS, by plain HTTP, over two event loops. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SockJsFallbackTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private static EdgeServer server;
    private static HttpPeer http;

    @BeforeAll
    static void start() {
        server = new EdgeServer("instances.sockets=2");
        http = new HttpPeer(server.port);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String session() {
        return "/eventbus/000/s" + NEXT.incrementAndGet() + "/";
    }

    private static String frames(JsonObject... frames) {
        var array = new JsonArray();
        for (var frame : frames) {
            array.add(frame.encode());
        }
        return array.encode();
    }

    private static JsonObject say(String text) {
        return RawBridgeTest.send("test.echo", "say", "r", new JsonObject().put("text", text));
    }

    /** The first message of an array frame. */
    private static JsonObject message(String frame) {
        assertTrue(frame.startsWith("a["), frame);
        return new JsonObject(new JsonArray(frame.substring(1)).getString(0));
    }

    @Test
    void talksByPolling() {
        var path = session();
        assertEquals("o\n", http.post(path + "xhr?token=ana", "").body());
        assertEquals(204, http.post(path + "xhr_send", frames(say("ü 100 % 😀"))).statusCode());
        var reply = message(http.post(path + "xhr", "").body());
        assertEquals("ü 100 % 😀", reply.getJsonObject("body").getString("text"));
        assertEquals("ana", reply.getJsonObject("body").getString("user"));
    }

    @Test
    void keepsAConnectionThroughManyPolls() throws Exception {
        var path = session();
        try (var socket = new java.net.Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(10_000);
            var in = new java.io.BufferedReader(
                new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i < 20; i++) {
                var url = path + (i % 2 == 0 ? "xhr?token=ana" : "xhr_send");
                var body = i % 2 == 0 ? "" : frames(say("x"));
                socket.getOutputStream().write(("POST " + url + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
                assertTrue(in.readLine().startsWith("HTTP/1.1 20"), "request " + i);
                var length = 0;
                for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    assertFalse(line.equalsIgnoreCase("connection: close"));
                    length = line.toLowerCase().startsWith("content-length: ")
                        ? Integer.parseInt(line.substring(16)) : length;
                }
                assertEquals(length, in.skip(length));
            }
        }
    }

    @Test
    void streamsFramesAsLines() {
        var path = session();
        try (var stream = http.stream("POST", path + "xhr_streaming?token=ana")) {
            assertEquals("h".repeat(2048), stream.line());
            assertEquals("o", stream.line());
            http.post(path + "xhr_send", frames(say("one")));
            assertEquals("one", message(stream.line()).getJsonObject("body").getString("text"));
            http.post(path + "xhr_send", frames(RawBridgeTest.register("room.s", new JsonObject())));
            assertEquals("subscribed", message(stream.line()).getJsonObject("body").getString("type"));
            server.onEveryLoop(hub -> hub.publish("room.s", new JsonObject().put("text", "50 %\u2028")));
            assertEquals("50 %\u2028", message(stream.line()).getJsonObject("body").getJsonObject("data")
                .getString("text"));
        }
    }

    @Test
    void endsAStreamThatIsLongEnoughAndGoesOnInTheNext() {
        var path = session();
        var big = "x".repeat(50_000);
        try (var stream = http.stream("POST", path + "xhr_streaming?token=ana")) {
            stream.line();
            stream.line();
            for (int i = 0; i < 3; i++) {
                http.post(path + "xhr_send", frames(say(i + big)));
                assertTrue(message(stream.line()).getJsonObject("body").getString("text").startsWith("" + i));
            }
            assertNull(stream.line());
        }
        try (var next = http.stream("POST", path + "xhr_streaming")) {
            next.line();
            http.post(path + "xhr_send", frames(say("on")));
            assertEquals("on", message(next.line()).getJsonObject("body").getString("text"));
        }
    }

    @Test
    void escapesPercentSignsForEventSources() {
        var path = session();
        try (var stream = http.stream("GET", path + "eventsource?token=ana")) {
            assertEquals("data: o", stream.line());
            http.post(path + "xhr_send", frames(say("%20 % %zz")));
            var data = stream.line();
            assertTrue(data.startsWith("data: a["));
            assertTrue(data.contains("%2520 %25 %25zz"));
        }
    }

    @Test
    void callsBackForJsonpAndHtmlFiles() {
        var path = session();
        assertEquals("/**/cb(\"o\");\r\n", http.get(path + "jsonp?c=cb&token=ana").body());
        var form = "d=" + URLEncoder.encode(frames(say("</script>\"\\")), StandardCharsets.UTF_8);
        var sent = http.post(path + "jsonp_send", form, "Content-Type", "application/x-www-form-urlencoded");
        assertEquals("ok", sent.body());
        var body = http.get(path + "jsonp?c=cb").body();
        assertTrue(body.startsWith("/**/cb(\"a["), body);
        assertFalse(body.contains("</script>"), body);
        try (var page = http.stream("GET", session() + "htmlfile?c=cb&token=ana")) {
            var line = page.line();
            while (!line.startsWith("p(")) {
                line = page.line();
            }
            assertEquals("p(\"o\");", line);
        }
        assertEquals(500, http.get(session() + "jsonp").statusCode());
        assertEquals(500, http.get(session() + "htmlfile?c=alert(1)").statusCode());
    }

    @Test
    void refusesASecondReceiverAndKeepsTheFirst() {
        var path = session();
        try (var stream = http.stream("POST", path + "xhr_streaming?token=ana")) {
            stream.line();
            stream.line();
            assertEquals("c[2010,\"Another connection still open\"]\n", http.post(path + "xhr", "").body());
            http.post(path + "xhr_send", frames(say("still")));
            assertEquals("still", message(stream.line()).getJsonObject("body").getString("text"));
        }
    }

    @Test
    void endsASessionWhoseResponseWasBrokenOff() {
        var path = session();
        http.stream("POST", path + "xhr_streaming?token=ana").close();
        EdgeServer.until(() -> http.post(path + "xhr", "").body()
            .equals("c[1002,\"Connection interrupted\"]\n"));
        assertEquals(204, http.post(path + "xhr_send", frames(say("dropped"))).statusCode());
    }

    @Test
    void closesWithTheReasonOfABadToken() {
        var path = session();
        try (var stream = http.stream("POST", path + "xhr_streaming?token=bad")) {
            stream.line();
            assertEquals("o", stream.line());
            assertTrue(stream.line().startsWith("c[3500,"));
        }
    }

    @Test
    void aStreamEndsWithItsConnectionForThoseWhoKnowNoChunks() throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("POST /eventbus/000/old/xhr_streaming?token=bad HTTP/1.0\r\n"
                + "Host: x\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n").getBytes());
            var all = new String(socket.getInputStream().readAllBytes());
            assertTrue(all.contains("\no\nc[3500,"), all);
            assertFalse(all.toLowerCase().contains("transfer-encoding"), all);
        }
    }

    @Test
    void answersBrokenPostsAsSockJsPrescribes() {
        var path = session();
        assertEquals(404, http.post(path + "xhr_send", frames(say("x"))).statusCode());
        http.post(path + "xhr?token=ana", "");
        assertEquals(500, http.post(path + "xhr_send", "").statusCode());
        assertEquals("Broken JSON encoding.", http.post(path + "xhr_send", "[\"x").body());
        assertEquals(500, http.post(path + "xhr_send", "[1]").statusCode());
        assertEquals(413, http.post(path + "xhr_send", "x".repeat(300_000)).statusCode());
        assertEquals(204, http.post(path + "xhr_send", frames(say("y".repeat(70_000)))).statusCode());
        assertEquals("too_large", message(http.post(path + "xhr", "").body()).getString("failureType"));
    }

    @Test
    void tellsTheFactsAcrossOrigins() {
        var facts = http.get("/eventbus/info", "Origin", "https://app.example.org");
        assertTrue(new JsonObject(facts.body()).getBoolean("websocket"));
        assertEquals("https://app.example.org",
            facts.headers().firstValue("access-control-allow-origin").orElse(""));
        assertEquals("true", facts.headers().firstValue("access-control-allow-credentials").orElse(""));
        var asked = http.other("OPTIONS", "/eventbus/000/s/xhr_send", "Origin", "https://app.example.org",
            "Access-Control-Request-Headers", "content-type");
        assertEquals(204, asked.statusCode());
        assertEquals("OPTIONS, POST", asked.headers().firstValue("access-control-allow-methods").orElse(""));
        assertEquals("Welcome to SockJS!\n", http.get("/eventbus").body());
        assertEquals(404, http.get("/eventbus/a/b/c/d").statusCode());
        assertEquals(405, http.get("/eventbus/a/b/xhr").statusCode());
    }

    @Test
    void loadsTheLibraryOfTheFrameFromHere() {
        var frame = http.get("/eventbus/iframe-1.6.1.html");
        assertTrue(frame.body().contains("src=\"/vendor/sockjs.min.js\""));
        var tag = frame.headers().firstValue("etag").orElseThrow();
        assertEquals(304, http.get("/eventbus/iframe.html", "If-None-Match", tag).statusCode());
    }
}

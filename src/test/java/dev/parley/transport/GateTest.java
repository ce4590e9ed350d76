package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every answer carries and every request must pass, whoever answers. */
class GateTest {

    private static final String FRIEND = "https://app.example.org";
    private static final String EVIL = "https://evil.example.org";
    private static EdgeServer server;
    private static HttpPeer http;

    @BeforeAll
    static void begin() {
        server = new EdgeServer("http.origins=" + FRIEND);
        http = new HttpPeer(server.port);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** Answers of every kind there is, by what they are. */
    private static Map<String, HttpResponse<String>> answers() {
        var answers = new LinkedHashMap<String, HttpResponse<String>>();
        answers.put("a route", http.get("/hello"));
        answers.put("nothing there", http.get("/nothing/here"));
        answers.put("another method", http.other("DELETE", "/hello"));
        answers.put("a fault of ours", http.get("/fault"));
        answers.put("SockJS's greeting", http.get("/eventbus"));
        answers.put("SockJS's facts", http.get("/eventbus/info"));
        answers.put("no such transport", http.get("/eventbus/a/b/nonsense"));
        answers.put("no upgrade", http.get("/eventbus/websocket"));
        answers.put("a broken frame", http.post("/eventbus/a/b/xhr_send", "["));
        answers.put("a poll", http.post("/eventbus/a/gate/xhr?token=ana", ""));
        answers.put("asked beforehand", http.other("OPTIONS", "/eventbus/a/b/xhr", "Origin", FRIEND));
        answers.put("another origin", http.get("/hello", "Origin", EVIL));
        return answers;
    }

    @Test
    void everyAnswerForbidsWhatABrowserMightMakeOfIt() {
        answers().forEach((what, answer) -> {
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"), what);
            assertEquals("no-referrer", header(answer, "Referrer-Policy"), what);
            assertEquals("default-src 'none'; frame-ancestors 'none'",
                header(answer, "Content-Security-Policy"), what);
            assertEquals("DENY", header(answer, "X-Frame-Options"), what);
            assertEquals("cross-origin", header(answer, "Cross-Origin-Resource-Policy"), what);
            assertEquals("", header(answer, "Strict-Transport-Security"), what);
        });
    }

    @Test
    void noAnswerTellsWhereAFaultHappened() {
        assertEquals(500, http.get("/fault").statusCode());
        assertEquals(500, http.get("/lost").statusCode());
        answers().forEach((what, answer) -> assertFalse(Pattern.compile("Exception|\\bat [a-z]+\\.|\\.java")
            .matcher(answer.body()).find(), () -> what + ": " + answer.body()));
        assertFalse(http.get("/fault").body().contains("secret"));
        assertFalse(http.get("/lost").body().contains("secret"));
    }

    @Test
    void whatIsHardlyHttpIsAnsweredWithTheSameHeaders() throws IOException {
        for (var line : new String[] {"GET /eventbus/info?%zz HTTP/1.1", "GET /%zz HTTP/1.1", "nonsense",
            "GET /" + "x".repeat(20_000) + " HTTP/1.1"}) {
            try (var socket = new Socket("127.0.0.1", server.port)) {
                socket.setSoTimeout(15_000);
                socket.getOutputStream().write((line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1."), answer);
                var lower = answer.toLowerCase(Locale.ROOT);
                assertTrue(lower.contains("x-content-type-options: nosniff"), answer);
                assertFalse(answer.contains("Exception") || answer.contains("\tat "), answer);
            }
        }
    }

    @Test
    void anAnswerIsNotOvertakenByTheEndOfTheConnection() throws IOException {
        var rest = "x".repeat(200_000);
        for (var request : new String[] {"GET /" + rest + " HTTP/1.1\r\n\r\n",
            "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nToo-Long: " + rest + "\r\n\r\n"}) {
            try (var socket = new Socket("127.0.0.1", server.port)) {
                socket.setSoTimeout(15_000);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.matches("(?s)HTTP/1\\.[01] (414|431) .*"), answer);
            }
        }
    }

    @Test
    void whoeverGoesOnAfterTheAnswerIsCutOff() throws IOException {
        var piece = "x".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
        try (var socket = new Socket("127.0.0.1", server.port)) {
            socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 100_000; i++) {
                    socket.getOutputStream().write(piece);
                }
            });
        }
    }

    @Test
    void givesNothingToPagesOfOtherOrigins() {
        for (var path : new String[] {"/hello", "/eventbus", "/eventbus/info", "/nothing/here",
            "/eventbus/iframe.html", "/eventbus/websocket"}) {
            for (var origin : new String[] {EVIL, "null", "https://app.example.org.evil.example.org",
                "http://app.example.org", "https://app.example.org:8443", "http://127.0.0.1:1"}) {
                var answer = http.get(path, "Origin", origin);
                assertEquals(403, answer.statusCode(), path + " for " + origin);
                assertEquals("", header(answer, "Access-Control-Allow-Origin"), path + " for " + origin);
            }
        }
        assertEquals(200, http.get("/hello", "Origin", FRIEND).statusCode());
        assertEquals(200, http.get("/hello", "Origin", "http://127.0.0.1:" + server.port).statusCode());
    }

    @Test
    void keepsAnswersToItselfWhereNoOtherOriginIsNamed() {
        try (var alone = new EdgeServer("http.origins=")) {
            var answer = new HttpPeer(alone.port).get("/hello");
            assertEquals("same-origin", header(answer, "Cross-Origin-Resource-Policy"));
            assertEquals(403, new HttpPeer(alone.port).get("/hello", "Origin", FRIEND).statusCode());
        }
    }

    @Test
    void framesOfSockJsBelongToPagesThatMayConnectAndRunNothingElse() throws Exception {
        var frame = http.get("/eventbus/iframe-1.6.1.html");
        var policy = header(frame, "Content-Security-Policy");
        assertTrue(policy.endsWith("frame-ancestors 'self' " + FRIEND), policy);
        assertEquals("", header(frame, "X-Frame-Options"));
        var script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(frame.body());
        assertTrue(script.find());
        var digest = MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
        assertTrue(policy.contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(digest)
            + "';"), policy);
    }

    @Test
    void refusalsOfASessionAreAnsweredWithoutATrace() {
        try (var client = server.connect("/eventbus/websocket?token=ana")) {
            client.send(new JsonObject().put("type", "send").put("address", "test.fault")
                .put("replyAddress", "r").put("headers", new JsonObject().put("action", "throw"))
                .put("body", new JsonObject()));
            var answer = client.json();
            assertEquals("err", answer.getString("type"));
            assertEquals("internal", answer.getString("failureType"));
            assertEquals("The server failed to carry this out.", answer.getString("message"));
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }
}

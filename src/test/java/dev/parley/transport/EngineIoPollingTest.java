package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.transport.engineio.EchoApp;
import dev.parley.transport.engineio.EngineSettings;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO alone over long-polling, by plain HTTP, over three event loops. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EngineIoPollingTest {

    private static final String PATH = "/engine.io/?EIO=4&transport=polling";
    private static final String UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";
    private static final int MOST = 20_000;

    private static EchoApp app;
    private static EngineServer server;
    private static HttpPeer http;

    @BeforeAll
    static void start() {
        app = new EchoApp();
        var settings = new EngineSettings("/engine.io", 20_000, 500, 1_000,
            Optional.of(new EngineSettings.Cookie("io", "n1", "None")));
        server = new EngineServer(0, 3, true, new EngineServer.Served(vertx -> app, settings,
            "session.frameBytesClose=" + MOST, "session.frameBytesMax=10000"));
        http = new HttpPeer(server.port);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingFailed() {
        assertEquals(List.of(), server.faults);
    }

    private static String open() {
        return PATH + "&sid=" + new JsonObject(http.get(PATH).body().substring(1)).getString("sid");
    }

    private static CompletableFuture<String> later(String path) {
        return CompletableFuture.supplyAsync(() -> http.get(path).body());
    }

    @Test
    void greetsWithAllThatAClientMustKnow() {
        var answer = http.get(PATH, "Origin", "https://good.example");
        assertEquals(200, answer.statusCode());
        assertEquals("text/plain; charset=UTF-8", answer.headers().firstValue("content-type").orElseThrow());
        assertEquals("https://good.example",
            answer.headers().firstValue("access-control-allow-origin").orElseThrow());
        assertTrue(answer.headers().firstValue("cache-control").orElseThrow().contains("no-store"));
        assertEquals("io=n1; Path=/; HttpOnly; SameSite=None; Secure",
            answer.headers().firstValue("set-cookie").orElseThrow());
        var said = new JsonObject(answer.body().substring(1));
        assertEquals(20, said.getString("sid").length());
        said.remove("sid");
        assertEquals(new JsonObject("{\"upgrades\":[\"websocket\"],\"pingInterval\":20000,"
            + "\"pingTimeout\":500,\"maxPayload\":" + MOST + "}"), said);
    }

    @ParameterizedTest
    @CsvSource({"GET,/engine.io/?EIO=4,0", "GET,/engine.io/?EIO=4&transport=carrier,0",
        "GET,/engine.io/?EIO=4&transport=polling&sid=nobody,1", "POST,/engine.io/?EIO=4&transport=polling,2",
        "PUT,/engine.io/?EIO=4&transport=polling,2", "GET,/engine.io/?EIO=4&transport=websocket,3",
        "GET,/engine.io/?transport=polling,5", "GET,/engine.io?EIO=3&transport=polling,5",
        "GET,/engine.io/?EIO=4&transport=websocket&sid=nobody,1"})
    void refusesWhatItCannotServe(String method, String path, int code) {
        var answer = http.other(method, path);
        assertEquals(400, answer.statusCode());
        assertEquals("application/json", answer.headers().firstValue("content-type").orElseThrow());
        assertEquals(code, new JsonObject(answer.body()).getInteger("code"), answer.body());
    }

    @Test
    void leavesOtherPathsAlone() {
        assertEquals(404, http.get("/engine.io/engine.io.js").statusCode());
        assertEquals(404, http.get("/engine.iox/").statusCode());
    }

    @Test
    void tellsBrowsersBeforehandWhatPagesMayDo() {
        var asked = http.other("OPTIONS", PATH, "Origin", "https://good.example");
        assertEquals(204, asked.statusCode());
        assertEquals("GET, POST, OPTIONS",
            asked.headers().firstValue("access-control-allow-methods").orElseThrow());
    }

    @Test
    void echoesOfOneRequestComeInOnePoll() {
        var path = open();
        var poll = later(path);
        var sent = "4a\u001ebAQID\u001e4ü 😀";
        assertEquals("ok", http.post(path, sent).body());
        assertEquals(sent, poll.join());
    }

    @Test
    void keepsOrderOverAllLoopsThroughManyPolls() {
        var path = open();
        var got = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            assertEquals("ok", http.post(path, "4x" + i).body());
            if (i % 3 == 2) {
                got.append(http.get(path).body()).append('\u001e');
            }
        }
        var wanted = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            wanted.append("4x").append(i).append('\u001e');
        }
        assertEquals(wanted.toString(), got.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0{}", "2", "5", "4ok\u001eb!!!", "\u001e", "9", "4a\u001e"})
    void endsAConnectionThatSpeaksNonsense(String body) {
        var path = open();
        var poll = later(path);
        assertEquals(400, http.post(path, body).statusCode(), body);
        var heard = poll.join();
        assertTrue(heard.equals("1") || heard.equals(UNKNOWN), heard);
        assertEquals(UNKNOWN, http.get(path).body());
        assertEquals(UNKNOWN, http.post(path, "4a").body());
    }

    @Test
    void endsAConnectionWithABodyThatIsNotUtf8() throws Exception {
        var path = open();
        try (var socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {'4', (byte) 0xC3, (byte) 0x28});
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
        assertEquals(UNKNOWN, http.get(path).body());
    }

    @Test
    void refusesAPayloadBeyondTheBound() {
        var path = open();
        assertEquals(413, http.post(path, "4" + "x".repeat(MOST)).statusCode());
        assertEquals("ok", http.post(path, "4" + "x".repeat(MOST - 1)).body());
        assertEquals(MOST, http.get(path).body().length());
    }

    @Test
    void aSecondPollEndsTheConnection() throws Exception {
        var path = open();
        try (var first = new Socket("127.0.0.1", server.port)) {
            first.setSoTimeout(10_000);
            first.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n"
                + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
            var answers = http.get(path);
            var other = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var both = List.of(other.substring(other.length() - 1), answers.body());
            assertTrue(other.endsWith("\r\n\r\n1") && answers.statusCode() == 400
                || other.contains("HTTP/1.1 400") && answers.body().equals("1"), both.toString());
        }
        assertEquals(UNKNOWN, http.get(path).body());
    }

    @Test
    void aBrokenOffPollEndsTheConnection() throws Exception {
        var path = open();
        app.ends.clear();
        try (var poll = new Socket("127.0.0.1", server.port)) {
            poll.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
            EdgeServer.until(() -> http.post(path, "6").statusCode() == 200);
        }
        EdgeServer.until(() -> app.ends.contains("closed"));
        assertEquals(UNKNOWN, http.get(path).body());
    }

    @Test
    void whoLeavesGetsHisPollBackAndIsForgotten() {
        var path = open();
        var poll = later(path);
        assertEquals("ok", http.post(path, "1").body());
        assertEquals("6", poll.join());
        EdgeServer.until(() -> http.get(path).body().equals(UNKNOWN));
    }

    @Test
    void theServersGoodbyeWaitsForTheNextPoll() {
        var path = open();
        assertEquals("ok", http.post(path, "4last\u001e4close:3001").body());
        assertEquals("4last\u001e1", http.get(path).body());
        assertEquals(UNKNOWN, http.get(path).body());
    }

    @Test
    void takesNoMoreConnectionsFromAnAddressThanItMayHave() {
        try (var small = new EngineServer(0, 2, true, new EngineServer.Served(vertx -> new EchoApp(),
            EngineServer.settings("/engine.io"), "address.connectionsMax=8"))) {
            var peer = new HttpPeer(small.port);
            EdgeServer.until(() -> peer.get(PATH).statusCode() == 429);
            EdgeServer.until(() -> peer.get(PATH).statusCode() == 200);
        }
    }
}

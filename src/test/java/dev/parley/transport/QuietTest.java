package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Clients that vanish or talk nonsense are nothing worth a line in the log. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class QuietTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @Test
    void logsNothingAboveInfoWhenClientsBreakOff() throws IOException {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.start();
        root.addAppender(lines);
        try (var server = new EdgeServer("session.pingAfterMs=600000")) {
            for (int i = 0; i < 20; i++) {
                socketThatVanishes(server, i);
                for (var request : requests(i)) {
                    cutOff(server.port, request);
                }
            }
            EdgeServer.until(() -> server.meters.find("parley.sessions").gauges().stream()
                .mapToDouble(gauge -> gauge.value()).sum() == 0);
            assertEquals(List.of(), server.faults);
        } finally {
            root.detachAppender(lines);
        }
        assertEquals(List.of(), new ArrayList<>(lines.list).stream()
            .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
            .map(ILoggingEvent::getFormattedMessage).toList());
    }

    private static void socketThatVanishes(EdgeServer server, int i) {
        try (var client = server.connect("/eventbus/websocket?token=ana")) {
            client.send(RawBridgeTest.register("room.a", new JsonObject()));
            client.send(RawBridgeTest.send("test.echo", "say", "r", new JsonObject()));
            client.resets(i % 2 == 0);
        }
    }

    private static List<String> requests(int i) {
        var post = " HTTP/1.1\r\nHost: x\r\nContent-Length: ";
        return List.of("POST /eventbus/0/q" + i + "/xhr?token=ana" + post + "0\r\n\r\n",
            "POST /eventbus/0/q" + i + "/xhr_send" + post + "900\r\n\r\n[\"half",
            "POST /eventbus/0/p" + i + "/xhr_streaming?token=ana" + post + "0\r\n\r\n",
            "GET /eventbus/0/e" + i + "/eventsource?token=ana HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /hello HTTP/1.1\r\nHo", "GET /eventbus/0/w/websocket HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0016\u0003\u0001 this is no HTTP\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
            "GET /eventbus/%zz/%/xhr HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private static void cutOff(int port, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(50);
            socket.setSoLinger(true, 0);
            try {
                socket.getInputStream().read();
            } catch (IOException nothingOrReset) {
                socket.getOutputStream();
            }
        }
    }
}

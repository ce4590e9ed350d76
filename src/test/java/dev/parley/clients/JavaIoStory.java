package dev.parley.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What a user of the Java client does: signs in, reads, writes, loses the line and goes on elsewhere. */
final class JavaIoStory {

    private static final int POSTS = 30;

    private final List<String> nodes;

    JavaIoStory(List<String> nodes) {
        this.nodes = nodes;
    }

    /** Over these transports; the reader's connection is cut twice, and leads to another node after. */
    void tell(String... transports) {
        var room = "java-" + String.join("-", transports) + "-" + System.nanoTime();
        try (var detour = new Detour(nodes.get(0));
             var writer = new JavaIo(nodes.get(0), guest(), transports);
             var reader = new JavaIo(detour.url, guest(), transports)) {
            var created = writer.ask("rooms.create",
                JavaIo.json("id", room, "name", "R", "visibility", "public"));
            assertTrue(created.optBoolean("ok"), created.toString());
            assertTrue(reader.ask("rooms.join", JavaIo.json("room", room)).optBoolean("ok"));
            assertTrue(reader.subscribe("room." + room).optBoolean("recovered"));
            var texts = new ArrayList<String>();
            for (int i = 0; i < POSTS; i++) {
                texts.add("ü 😀 " + i);
                var posted = writer.ask("messages.post", JavaIo.json("room", room, "text", texts.getLast()));
                assertTrue(posted.optBoolean("ok"), posted.toString());
                if (i % 12 == 5) {
                    detour.cut(nodes.get((i / 12 + 1) % nodes.size()));
                }
            }
            JavaIo.until("all messages", () -> reader.texts.size() >= POSTS);
            assertEquals(texts, List.copyOf(reader.texts));
            assertEquals(LongStream.rangeClosed(1, reader.seqs.size()).boxed().toList(),
                List.copyOf(reader.seqs));
            JavaIo.until("a resume", () -> !reader.recovered.isEmpty());
            assertFalse(reader.recovered.contains(false));
            var refused = writer.ask("rooms.get", JavaIo.json("room", "nowhere"));
            assertEquals("not_found", refused.optJSONObject("error").optString("type"));
        }
    }

    /** With a token that nobody signed. */
    void isRefused() {
        try (var stranger = new JavaIo(nodes.get(0), "garbage", "websocket")) {
            JavaIo.until("a connect error", () -> !stranger.errors.isEmpty());
            assertTrue(stranger.errors.getFirst().contains("unauthenticated"), stranger.errors.getFirst());
            assertFalse(stranger.socket.connected());
        }
    }

    private String guest() {
        try {
            var request = HttpRequest.newBuilder(URI.create(nodes.get(0) + "/auth/guest"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Java\"}")).build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return new JsonObject(answer.body()).getString("token");
        } catch (IOException fault) {
            throw new AssertionError(fault);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }
}

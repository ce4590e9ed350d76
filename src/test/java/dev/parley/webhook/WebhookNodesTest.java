package dev.parley.webhook;

import static dev.parley.webhook.Receiver.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.auth.Identity;
import dev.parley.auth.TokenIssuer;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.FreePorts;
import dev.parley.testing.TestNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes: the receiver is dead for a while, the sending node is killed, and nothing is missing. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class WebhookNodesTest {

    private static final List<String> ROOMS = List.of("a", "b", "c");
    /** How long the receiver is dead at least; {@code -Dparley.webhooks.deadSeconds=60} for a long one. */
    private static final int DEAD_SECONDS = Integer.getInteger("parley.webhooks.deadSeconds", 0);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String token = token();

    @TempDir
    private Path folder;

    private static String token() {
        var auth = SettingsReader.forTests().auth();
        return new TokenIssuer(auth.secret().orElseThrow(), auth.issuer(), auth.audience())
            .issue(new Identity("root", "Root", Set.of("admin"), List.of(), Instant.now().plusSeconds(900),
                Optional.empty()));
    }

    private JsonObject call(String method, String url, JsonObject body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.encode()));
            var response = client.send(request.build(), BodyHandlers.ofString());
            assertTrue(response.statusCode() < 300, () -> url + ": " + response.body());
            return new JsonObject(response.body());
        } catch (IOException fault) {
            throw new AssertionError(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private void post(String node, int from, int to) {
        for (int i = from; i < to; i++) {
            for (var room : ROOMS) {
                call("POST", node + "/api/v1/rooms/" + room + "/messages",
                    new JsonObject().put("text", "no " + i).put("id", "m" + i));
            }
        }
    }

    private static List<String> ids(Receiver receiver, String room) {
        return receiver.taken(any -> true).getOrDefault("room." + room, List.of()).stream()
            .map(event -> event.getString("id")).toList();
    }

    private static List<String> messages(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    @Test
    void nothingIsMissingAfterADeadReceiverAndADeadSender() throws IOException {
        var port = FreePorts.next();
        var file = Files.writeString(folder.resolve("hooks.yaml"), """
            - name: crm
              url: http://127.0.0.1:%d/hook
              secret: "%s"
              types: [message.posted]
            """.formatted(port, Receiver.SECRET));
        try (var nodes = TestNodes.start(3, "webhooks.hooks=" + file, "webhooks.leaseMs=1500",
            "webhooks.retryFirstMs=50", "webhooks.retryMostMs=300")) {
            var urls = new ArrayList<>(nodes.urls());
            ROOMS.forEach(room -> call("POST", urls.getFirst() + "/api/v1/rooms", new JsonObject()
                .put("id", room).put("name", "A room").put("visibility", "public")));
            try (var receiver = new Receiver(port)) {
                post(urls.getFirst(), 0, 10);
                until("the first ones", () -> ROOMS.stream()
                    .allMatch(room -> ids(receiver, room).size() == 10));
                ROOMS.forEach(room -> assertEquals(messages(0, 10), ids(receiver, room)));
                assertTrue(receiver.deliveries().stream().allMatch(Receiver.Delivery::genuine));
            }
            var deadUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEAD_SECONDS);
            post(urls.getLast(), 10, 20);
            var sender = call("GET", urls.getFirst() + "/api/v1/webhooks", null).getJsonArray("hooks")
                .getJsonObject(0).getString("sender");
            var number = IntStream.range(0, 3).filter(i -> call("GET", urls.get(i) + "/api/v1/me", null)
                .getString("node").equals(sender)).findFirst().orElseThrow();
            ProcessHandle.of(nodes.pids().get(number)).orElseThrow().destroyForcibly();
            urls.remove(number);
            post(urls.getFirst(), 20, 30);
            until("the receiver was dead for so long", () -> System.nanoTime() > deadUntil);
            try (var receiver = new Receiver(port)) {
                until("the rest", () -> ROOMS.stream()
                    .allMatch(room -> ids(receiver, room).containsAll(messages(10, 30))));
                ROOMS.forEach(room -> assertEquals(messages(10, 30), ids(receiver, room).stream()
                    .filter(id -> Integer.parseInt(id.substring(1)) >= 10).toList()));
                assertTrue(receiver.deliveries().stream().allMatch(Receiver.Delivery::genuine));
                until("nothing is left", () -> call("GET", urls.getFirst() + "/api/v1/webhooks", null)
                    .getJsonArray("hooks").getJsonObject(0).getInteger("pending") == 0);
            }
        }
    }
}

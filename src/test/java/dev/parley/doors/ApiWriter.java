package dev.parley.doors;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Somebody who knows nothing but the HTTP API. */
final class ApiWriter implements Writer {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final IntSupplier port;
    private final String token;

    /** @param port of a node that lives, each time anew */
    ApiWriter(IntSupplier port, String token) {
        this.port = port;
        this.token = token;
    }

    @Override
    public JsonObject post(String room, String id, String text) {
        return send(request("/rooms/" + room + "/messages").header("Idempotency-Key", id)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(new JsonObject().put("text", text).encode())));
    }

    /** The ids of all messages of a room, in their order. */
    List<String> history(String room) {
        var ids = new ArrayList<String>();
        long after = 0;
        JsonObject page;
        do {
            page = send(request("/rooms/" + room + "/messages?limit=100&after=" + after).GET());
            for (var message : page.getJsonArray("messages")) {
                ids.add(((JsonObject) message).getString("id"));
                after = ((JsonObject) message).getLong("seq");
            }
        } while (page.getBoolean("more"));
        return ids;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + "/api/v1" + path))
            .header("Authorization", "Bearer " + token);
    }

    private static JsonObject send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            var body = answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
            if (answer.statusCode() >= 300) {
                throw new Refused(body.getString("code"));
            }
            return body;
        } catch (IOException broken) {
            throw new Broken();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

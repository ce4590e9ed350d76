package dev.parley.authorisation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks over the HTTP API: where each command is, its document says. */
final class HttpSpeaker implements Speaker {

    private static final int SUCCESS_BELOW = 300;

    private final HttpClient client;
    private final Operations operations;
    private final int port;
    private final Optional<String> token;

    HttpSpeaker(HttpClient client, Operations operations, int port, Optional<String> token) {
        this.client = client;
        this.operations = operations;
        this.port = port;
        this.token = token;
    }

    @Override
    public Future<JsonObject> ask(String address, String action, JsonObject body) {
        var operation = operations.of(address + " " + action).orElseThrow();
        var rest = body.copy();
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var field : body.fieldNames()) {
            if (path.contains("{" + field + "}")) {
                path = path.replace("{" + field + "}", encoded(rest.remove(field)));
            } else if (operation.query().contains(field)) {
                var value = rest.remove(field);
                (value instanceof JsonArray list ? list.stream().toList() : List.of(value))
                    .forEach(one -> query.add(field + "=" + encoded(one)));
            }
        }
        var uri = "/api/v1" + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return client.request(HttpMethod.valueOf(operation.method()), port, "127.0.0.1", uri)
            .compose(request -> {
                token.ifPresent(text -> request.putHeader("Authorization", "Bearer " + text));
                request.putHeader("Content-Type", "application/json");
                var sent = operation.hasBody() ? request.send(rest.toBuffer()) : request.send();
                return sent.compose(response ->
                    response.body().compose(answer -> answered(response, answer)));
            });
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Future<JsonObject> answered(HttpClientResponse response, Buffer body) {
        return response.statusCode() >= SUCCESS_BELOW
            ? Future.failedFuture(new JsonObject(body).getString("code"))
            : Future.succeededFuture(body.length() == 0 ? new JsonObject() : new JsonObject(body));
    }

    @Override
    public Future<JsonObject> register(String channel) {
        throw new UnsupportedOperationException("The HTTP API has no subscriptions.");
    }

    @Override
    public void close() {
        // Each request stands alone.
    }
}

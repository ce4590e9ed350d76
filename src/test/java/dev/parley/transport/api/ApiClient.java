package dev.parley.transport.api;

import dev.parley.auth.Identity;
import dev.parley.auth.TokenIssuer;
import dev.parley.config.SettingsReader;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks the API of one node, one request after the other; sends addresses and bodies as they are given. */
final class ApiClient implements AutoCloseable {

    /** The server key of the node under test, and its entry in the settings. */
    static final String KEY = "backend~only-for-tests";
    static final String KEY_ENTRY =
        "backend:sha256:f03a84a7530c9955c26f1444a39b7af8609045fdb2e23a5e8f6d4a2837192cd6";

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient http = vertx.createHttpClient();
    private final URI node;

    ApiClient(String node) {
        this.node = URI.create(node);
    }

    /** An answer, whole. */
    record Answer(int status, MultiMap headers, String body) {

        JsonObject json() {
            return new JsonObject(body);
        }
    }

    /** A token of a user that ends so many seconds from now. */
    static String token(String user, long seconds, String... roles) {
        var secret = SettingsReader.forTests().auth().secret().orElseThrow();
        return new TokenIssuer(secret, Optional.empty(), Optional.empty()).issue(new Identity(user,
            "Name of " + user, Set.of(roles), List.of(), Instant.now().plusSeconds(seconds),
            Optional.empty()));
    }

    /** On one event loop, so that no piece of an answer comes before somebody listens. */
    Answer ask(String method, String path, Map<String, String> headers, String body) {
        Promise<Answer> answer = Promise.promise();
        context.runOnContext(go -> send(method, path, headers, body).onComplete(answer));
        try {
            return answer.future().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception fault) {
            throw new AssertionError(method + " " + path + " " + headers + " " + body, fault);
        }
    }

    private Future<Answer> send(String method, String path, Map<String, String> headers, String body) {
        return http.request(HttpMethod.valueOf(method), node.getPort(), node.getHost(), path)
            .compose(request -> {
                headers.forEach(request::putHeader);
                var sent = body.isEmpty() ? request.send() : request.send(Buffer.buffer(body));
                return sent.compose(response -> response.body().map(content ->
                    new Answer(response.statusCode(), response.headers(), content.toString())));
            });
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }
}

package dev.parley.bench;

import dev.parley.auth.Identity;
import dev.parley.auth.TokenIssuer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Where clients get their tokens: made here with the server's secret, or as guests from the server. */
final class Tokens {

    private static final Duration TTL = Duration.ofHours(6);
    private static final int AT_ONCE = 64;

    private Tokens() {
    }

    static List<String> take(URI url, Optional<String> secret, int count) {
        return secret.map(known -> made(known, count)).orElseGet(() -> guests(url, count));
    }

    private static List<String> made(String secret, int count) {
        var issuer = new TokenIssuer(secret, Optional.empty(), Optional.empty());
        var expiresAt = Instant.now().plus(TTL);
        return IntStream.range(0, count).mapToObj(i -> "bench-%05d".formatted(i))
            .map(user -> issuer.issue(
                new Identity(user, user, Set.of(), List.of(), expiresAt, Optional.empty())))
            .toList();
    }

    private static List<String> guests(URI url, int count) {
        var tokens = new ArrayList<String>();
        try (var client = HttpClient.newHttpClient()) {
            while (tokens.size() < count) {
                var some = IntStream.range(tokens.size(), Math.min(count, tokens.size() + AT_ONCE))
                    .mapToObj(i -> guest(client, url, i)).toList();
                some.forEach(token -> tokens.add(token.join()));
            }
        }
        return tokens;
    }

    private static CompletableFuture<String> guest(HttpClient client, URI url, int number) {
        var body = new JsonObject().put("name", "Bench " + number).put("ttlSeconds", TTL.toSeconds());
        var request = HttpRequest.newBuilder(url.resolve("/auth/guest")).timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body.encode())).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The server gives no guest tokens (" + response.statusCode()
                    + "): run it with the demo profile, or give --secret.");
            }
            return new JsonObject(response.body()).getString("token");
        });
    }
}

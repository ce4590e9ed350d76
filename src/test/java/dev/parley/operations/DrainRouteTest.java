package dev.parley.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.auth.Identity;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator's order to end, over real HTTP. */
@ExtendWith(VertxExtension.class)
class DrainRouteTest {

    private final AtomicInteger ended = new AtomicInteger();
    private int port;

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        var router = Router.router(vertx);
        new DrainRoute(DrainRouteTest::verify, new AtomicBoolean(), ended::incrementAndGet).accept(router);
        port = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")
            .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).actualPort();
    }

    private static Future<Identity> verify(String token) {
        return token.equals("bad") ? Future.failedFuture(
            new Refusal(FailureType.UNAUTHENTICATED, "This token is bad.").asException())
            : Future.succeededFuture(new Identity(token, token,
                token.equals("root") ? Set.of("admin") : Set.of(), List.of(), Instant.now().plusSeconds(60),
                Optional.empty()));
    }

    private int drain(String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/operations/drain"))
            .POST(HttpRequest.BodyPublishers.noBody());
        return HttpClient.newHttpClient().send((headers.length == 0 ? request : request.headers(headers))
            .build(), BodyHandlers.ofString()).statusCode();
    }

    @Test
    void endsTheNodeForAnAdminOnce() throws Exception {
        assertEquals(202, drain("Authorization", "Bearer root"));
        assertEquals(202, drain("Authorization", "Bearer root"));
        assertEquals(1, ended.get());
    }

    @Test
    void nobodyElseMayEndIt() throws Exception {
        assertEquals(401, drain());
        assertEquals(401, drain("Authorization", "Basic cm9vdA=="));
        assertEquals(401, drain("Authorization", "Bearer bad"));
        assertEquals(403, drain("Authorization", "Bearer ana"));
        assertEquals(0, ended.get());
    }
}

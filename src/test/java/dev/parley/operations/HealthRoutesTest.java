package dev.parley.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an orchestrator hears, over real HTTP. */
@ExtendWith(VertxExtension.class)
class HealthRoutesTest {

    private final AtomicBoolean joined = new AtomicBoolean();
    private Vertx vertx;
    private int port;

    private record Answer(int status, Buffer body) {
    }

    @BeforeEach
    void remember(Vertx vertx) {
        this.vertx = vertx;
    }

    private void serve(Check... checks) {
        var router = Router.router(vertx);
        new HealthRoutes(List.of(checks), () -> new JsonObject().put("node", "n1")).accept(router);
        new MetricsRoute(new Meters()).accept(router);
        port = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
    }

    private Check cluster() {
        return Check.now("cluster", joined::get, () -> joined.get() ? "3 members" : "not joined");
    }

    @Test
    void tellsWhoeverReachesTheClientsPortOnlyWhetherToCome() {
        var router = Router.router(vertx);
        HealthRoutes.brief(List.of(cluster())).accept(router);
        port = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
        assertEquals(503, get("/health/ready").status());
        assertEquals(new JsonObject().put("ready", false), get("/health/ready").body().toJsonObject());
        assertEquals(200, get("/health/live").status());
        assertEquals(404, get("/health/cluster").status());
    }

    @Test
    void isReadyWhenAllChecksAre() {
        serve(cluster(), new Check("schema", () -> Future.succeededFuture("version 4")));
        assertEquals(503, get("/health/ready").status());
        joined.set(true);
        var answer = get("/health/ready");
        assertEquals(200, answer.status());
        assertEquals(new JsonObject("""
            {"ready":true,"checks":[{"name":"cluster","ready":true,"detail":"3 members"},
             {"name":"schema","ready":true,"detail":"version 4"}]}"""), answer.body().toJsonObject());
    }

    @Test
    void saysWhichCheckFails() {
        joined.set(true);
        serve(cluster(), new Check("schema", () -> Future.failedFuture("the schema is not there")));
        var answer = get("/health/ready");
        assertEquals(503, answer.status());
        assertEquals(new JsonObject("""
            {"ready":false,"checks":[{"name":"cluster","ready":true,"detail":"3 members"},
             {"name":"schema","ready":false,"detail":"the schema is not there"}]}"""),
            answer.body().toJsonObject());
    }

    @Test
    void isNotReadyWhenACheckHangsOrThrows() {
        serve(new Check("hangs", () -> Promise.<String>promise().future()), new Check("throws", () -> {
            throw new IllegalStateException("broken");
        }));
        var answer = get("/health/ready");
        assertEquals(503, answer.status());
        assertEquals(0, answer.body().toJsonObject().getJsonArray("checks").stream()
            .filter(check -> ((JsonObject) check).getBoolean("ready")).count());
    }

    @Test
    void livesEvenWhenNotReady() {
        serve(cluster());
        assertEquals(200, get("/health/live").status());
        assertEquals("n1", get("/health/cluster").body().toJsonObject().getString("node"));
    }

    @Test
    void showsItsMeters() {
        serve();
        assertTrue(get("/metrics").body().toString().contains("jvm_threads_live_threads"));
    }

    private Answer get(String path) {
        return await(vertx.createHttpClient().request(HttpMethod.GET, port, "127.0.0.1", path)
            .compose(request -> request.send().compose(response ->
                response.body().map(body -> new Answer(response.statusCode(), body)))));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}

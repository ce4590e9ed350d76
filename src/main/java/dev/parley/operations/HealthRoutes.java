package dev.parley.operations;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code GET /health/live}: this process answers; restart it when it does not. {@code GET /health/ready}:
 * whether clients should be sent here, 200 or 503, and how each check stands. {@code GET /health/cluster}:
 * whom this node sees, for scripts and operators.
 */
public final class HealthRoutes implements Consumer<Router> {

    /** A check that has not answered by then has failed. */
    static final long CHECK_TIMEOUT_MS = 2_000;

    private final List<Check> checks;
    private final Optional<Supplier<JsonObject>> cluster;

    private HealthRoutes(List<Check> checks, Optional<Supplier<JsonObject>> cluster) {
        this.checks = List.copyOf(checks);
        this.cluster = cluster;
    }

    /** The supplier gives what this node knows of its cluster; called on the context of the request. */
    public HealthRoutes(List<Check> checks, Supplier<JsonObject> cluster) {
        this(checks, Optional.of(cluster));
    }

    /** For whoever reaches the clients' port: whether this node lives and is ready, and nothing else. */
    public static HealthRoutes brief(List<Check> checks) {
        return new HealthRoutes(checks, Optional.empty());
    }

    @Override
    public void accept(Router router) {
        router.get("/health/live").handler(request -> send(request, 200, new JsonObject().put("live", true)));
        router.get("/health/ready").handler(this::ready);
        cluster.ifPresent(view ->
            router.get("/health/cluster").handler(request -> send(request, 200, view.get())));
    }

    private void ready(RoutingContext request) {
        var standings = checks.stream().map(HealthRoutes::standing).toList();
        Future.all(standings).onSuccess(all -> {
            var list = new JsonArray(all.list());
            var ready = standings.stream().allMatch(one -> one.result().getBoolean("ready"));
            var answer = new JsonObject().put("ready", ready);
            send(request, ready ? 200 : 503, cluster.isPresent() ? answer.put("checks", list) : answer);
        }).onFailure(request::fail);
    }

    /** Never fails: what goes wrong is the standing. */
    private static Future<JsonObject> standing(Check check) {
        return Future.succeededFuture().compose(start -> check.ask().get())
            .timeout(CHECK_TIMEOUT_MS, TimeUnit.MILLISECONDS)
            .transform(outcome -> Future.succeededFuture(new JsonObject().put("name", check.name())
                .put("ready", outcome.succeeded())
                .put("detail", outcome.succeeded() ? outcome.result() : outcome.cause().getMessage())));
    }

    private static void send(RoutingContext request, int status, JsonObject body) {
        request.response().setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(body.toBuffer());
    }
}

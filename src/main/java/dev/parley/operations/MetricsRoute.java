package dev.parley.operations;

import dev.parley.metrics.Meters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** {@code GET /metrics}: all meters of this node for Prometheus. */
public final class MetricsRoute implements Consumer<Router> {

    private final Meters meters;

    public MetricsRoute(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void accept(Router router) {
        router.get("/metrics").handler(this::scrape);
    }

    private void scrape(RoutingContext request) {
        request.vertx().executeBlocking(meters::scrape, false).onSuccess(text -> request.response()
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
            .end(text)).onFailure(request::fail);
    }
}

package dev.parley;

import dev.parley.auth.Origins;
import dev.parley.config.OperationsSettings;
import dev.parley.transport.Gate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The HTTP server for operators, where they have a port of their own. No page of any origin may use it. */
final class BackDoor {

    private static final int BACKLOG = 128;
    private static final int IDLE_SECONDS = 60;

    private BackDoor() {
    }

    /** Opens it with these routes. */
    static Future<HttpServer> open(Vertx vertx, OperationsSettings settings, List<Consumer<Router>> routes) {
        var router = Router.router(vertx);
        routes.forEach(route -> route.accept(router));
        var gate = new Gate(new Origins(List.of()));
        return vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG)
            .setHttp2ClearTextEnabled(false).setCompressionSupported(true)
            .setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS))
            .requestHandler(request -> {
                if (gate.admits(request)) {
                    router.handle(request);
                }
            }).listen(settings.port(), settings.host());
    }
}

package dev.parley.bench;

import dev.parley.console.Console;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.transport.Transport;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;

/**
 * The event bus bridge of Vert.x Web as it comes, for comparison: every address is open, nothing is
 * stored. Only what would end an idle client or compress frames is off. Prints its port when it listens.
 */
final class StockServer extends VerticleBase {

    private static final long NEVER_MS = 3_600_000;

    private HttpServer server;

    /** Arguments: the port, and how many instances. */
    public static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[0]);
        var epoll = Transport.EPOLL;
        var vertx = Vertx.builder()
            .withTransport(epoll != null && epoll.available() ? epoll : Transport.NIO).build();
        vertx.deployVerticle(() -> new StockServer(port),
                new DeploymentOptions().setInstances(Integer.parseInt(arguments[1])))
            .onSuccess(listening -> Console.say("listening"))
            .onFailure(fault -> {
                Console.aside(fault.getMessage());
                System.exit(1);
            });
    }

    private final int port;

    private StockServer(int port) {
        this.port = port;
    }

    @Override
    public Future<?> start() {
        var anything = new PermittedOptions().setAddressRegex(".*");
        var router = Router.router(vertx);
        router.route("/eventbus/*").subRouter(SockJSHandler.create(vertx).bridge(new SockJSBridgeOptions()
            .addInboundPermitted(anything).addOutboundPermitted(anything).setPingTimeout(NEVER_MS)));
        server = vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(4_096)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false));
        return server.requestHandler(router).listen(port, "127.0.0.1");
    }
}

package dev.parley.transport;

import dev.parley.config.SettingsReader;
import dev.parley.console.Console;
import dev.parley.limit.Admission;
import dev.parley.transport.engineio.EchoApp;
import dev.parley.transport.engineio.EngineApp;
import dev.parley.transport.engineio.EngineDoor;
import dev.parley.transport.engineio.EngineSettings;
import dev.parley.transport.socket.Flusher;
import dev.parley.transport.socket.FrameMeters;
import dev.parley.transport.socket.LineParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Engine.IO alone on a port, over some event loops, with the settings that the official suites of the
 * protocols want; they run against its main method.
 */
public final class EngineServer implements AutoCloseable {

    public static final int PING_INTERVAL_MS = 300;
    public static final int PING_TIMEOUT_MS = 200;

    public final Vertx vertx;
    public final int port;
    public final List<Throwable> faults = new CopyOnWriteArrayList<>();

    /** What is served. */
    public record Served(Function<Vertx, EngineApp> app, EngineSettings settings, String... sets) {
    }

    public EngineServer(int wanted, int loops, boolean epoll, Served served) {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(epoll));
        vertx.exceptionHandler(faults::add);
        var doorway = new Doorway(wanted);
        port = doorway.number();
        for (int i = 0; i < loops; i++) {
            vertx.deployVerticle(new Loop(i, port, served)).toCompletionStage().toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    /** How the suites want it, at this path. */
    public static EngineSettings settings(String path) {
        return new EngineSettings(path, PING_INTERVAL_MS, PING_TIMEOUT_MS, 1_000,
            Optional.empty());
    }

    /** One event loop that serves. */
    private static final class Loop extends VerticleBase {

        private final int number;
        private final int port;
        private final Served served;
        private Door door;

        Loop(int number, int port, Served served) {
            this.number = number;
            this.port = port;
            this.served = served;
        }

        @Override
        public Future<?> start() {
            var loop = (ContextInternal) context;
            var all = SettingsReader.forTests(served.sets());
            var settings = all.session();
            var meters = new SimpleMeterRegistry();
            var entrances = new Entrances(vertx, all, new Admission(vertx, all, meters, System::nanoTime));
            var lines = new LineParts(loop, settings, new Flusher(loop.nettyEventLoop()),
                new FrameMeters(meters, number));
            door = new EngineDoor(vertx, lines, served.settings(), served.app().apply(vertx));
            var options = new HttpServerOptions()
                .setMaxWebSocketFrameSize(settings.frameBytesClose())
                .setMaxWebSocketMessageSize(settings.frameBytesClose())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
            return vertx.createHttpServer(options).connectionHandler(entrances::opened)
                .requestHandler(this::serve).listen(port, "127.0.0.1");
        }

        private void serve(HttpServerRequest request) {
            if (!door.takes(request)) {
                request.response().setStatusCode(404).end();
            }
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Arguments: the port, how many event loops. */
    public static void main(String[] arguments) {
        new EngineServer(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), true,
            new Served(vertx -> new EchoApp(), settings("/engine.io"), "session.frameBytesMax=1000000",
                "session.frameBytesClose=1000000"));
        Console.say("listening");
    }
}

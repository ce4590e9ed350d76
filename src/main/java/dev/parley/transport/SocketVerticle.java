package dev.parley.transport;

import dev.parley.auth.Origins;
import dev.parley.bus.Addresses;
import dev.parley.presence.Presences;
import dev.parley.session.SessionParts;
import dev.parley.session.Sessions;
import dev.parley.transport.api.ApiDoor;
import dev.parley.transport.api.ApiParts;
import dev.parley.transport.eventbus.EventBusApp;
import dev.parley.transport.eventbus.RawDoor;
import dev.parley.transport.sockjs.SockJsDoor;
import dev.parley.transport.sockjs.SockJsSettings;
import dev.parley.transport.socket.Flusher;
import dev.parley.transport.socket.FrameMeters;
import dev.parley.transport.socket.LineParts;
import dev.parley.transport.socketio.SocketIoDoor;
import dev.parley.transport.sse.SseDoor;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors for clients on one event loop: an HTTP server that shares the node's port, a hub, and the
 * sessions that come in here. Told an {@link Order} at {@code Addresses.instance("socket", number)}.
 */
public final class SocketVerticle extends VerticleBase {

    /** The name of the group. */
    public static final String GROUP = "socket";

    private static final Logger LOG = LoggerFactory.getLogger(SocketVerticle.class);
    private static final int REQUEST_LINE_MAX = 16 * 1024;
    private static final int HEADERS_MAX = 32 * 1024;
    private static final int GOODBYE_MS = 2000;
    private static final String SOCKJS = "/eventbus";
    private static final String LIBRARY = "/vendor/sockjs.min.js";
    private static final int STREAM_BYTES_MAX = 128 * 1024;
    private static final int HEARTBEAT_MS = 25_000;
    private static final int DISCONNECT_MS = 5000;

    private final int number;
    private final SocketParts parts;
    private HubSource.Opened hub;
    private Sessions sessions;
    private FrameMeters frames;
    private SockJsDoor sockjs;
    private SocketIoDoor socketio;
    private SseDoor events;
    private List<Door> doors;
    private Router router;
    private Gate gate;
    private Entrances entrances;
    private Doorman doorman;
    private HttpServer server;

    public SocketVerticle(int number, SocketParts parts) {
        this.number = number;
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        var loop = (ContextInternal) context;
        hub = parts.hubs().open(number);
        frames = new FrameMeters(parts.meters(), number);
        sessions = new Sessions(new SessionParts(vertx, parts.settings().session(), hub.hub(), parts.offers(),
            parts.authenticator(), parts.clock(), parts.admission(), parts.nodeId(), number, parts.meters(),
            new Presences(parts.bus())));
        var lines = new LineParts(loop, parts.settings().session(), new Flusher(loop.nettyEventLoop()),
            frames);
        var origins = new Origins(parts.settings().http().origins());
        var settings = new SockJsSettings(SOCKJS, LIBRARY, origins, STREAM_BYTES_MAX, HEARTBEAT_MS,
            DISCONNECT_MS);
        sockjs = new SockJsDoor(vertx, lines, settings,
            new EventBusApp(sessions, lines.settings().frameBytesMax()));
        gate = new Gate(origins);
        events = new SseDoor(vertx, lines, sessions, parts.settings().events());
        socketio = new SocketIoDoor(lines, parts.settings().socketio(), sessions, parts.nodeId());
        doors = List.of(new RawDoor(lines, sessions), sockjs, socketio, events, api());
        router = Router.router(vertx);
        parts.routes().forEach(route -> route.accept(router));
        sessions.answer(parts.bus());
        parts.bus().answer(Addresses.instance(GROUP, number), this::obey);
        entrances = new Entrances(vertx, parts.settings(), parts.admission());
        doorman = new Doorman(vertx, parts.admission(), this::enter, events::postpones);
        return Encryption.read(vertx, parts.settings().tls()).compose(this::listen);
    }

    private Future<?> obey(Record told) {
        return switch ((Order) told) {
            case Shut shut -> Future.succeededFuture(sessions.shut());
            case Drain drain -> sessions.drain(drain.spreadMs(), drain.phase(), drain.urls());
        };
    }

    private ApiDoor api() {
        return new ApiDoor(new ApiParts(parts.settings(), parts.nodeId(), hub.hub(), parts.offers(),
            parts.authenticator(), parts.admission(), parts.meters()));
    }

    private Future<HttpServer> listen(Optional<Encryption> encryption) {
        var options = options();
        encryption.ifPresent(tls -> tls.put(options));
        server = vertx.createHttpServer(options)
            .connectionHandler(entrances::opened)
            .exceptionHandler(fault -> LOG.debug("A connection failed", fault))
            .invalidRequestHandler(request -> {
                if (gate.admits(request)) {
                    HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
                }
            })
            .requestHandler(this::handle);
        return server.listen(parts.doorway().number(), parts.settings().http().host())
            .onSuccess(listening -> {
                parts.doorway().opened();
                encryption.filter(tls -> number == 0).ifPresent(tls -> tls.follow(vertx, server,
                    parts.settings().tls().checkMs(), parts.meters()));
            });
    }

    /** Compression and HTTP/2 stay off: the one costs each idle socket 90 KB, the other breaks fall-backs. */
    private HttpServerOptions options() {
        return new HttpServerOptions()
            .setTcpUserTimeout(parts.settings().edge().unackedMs())
            .setReceiveBufferSize(parts.settings().edge().receiveBytes())
            .setAcceptBacklog(parts.settings().http().backlog())
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false)
            .setCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(parts.settings().session().frameBytesClose())
            .setMaxWebSocketMessageSize(parts.settings().session().frameBytesClose())
            .setMaxInitialLineLength(REQUEST_LINE_MAX)
            .setMaxHeaderSize(HEADERS_MAX);
    }

    private void handle(HttpServerRequest request) {
        if (gate.admits(request)) {
            doorman.receive(request);
        }
    }

    private void enter(HttpServerRequest request) {
        for (var door : doors) {
            if (door.takes(request)) {
                return;
            }
        }
        if (sessions.draining()) {
            Resting.last(request);
        }
        router.handle(request);
    }

    /** Says goodbye to those who are still here, then ends what they leant on. */
    @Override
    public Future<?> stop() {
        var goodbye = vertx.timer(GOODBYE_MS, TimeUnit.MILLISECONDS);
        return Future.any(sessions.drain(0, 0, List.of()), goodbye)
            .transform(left -> {
                goodbye.cancel();
                sessions.stop();
                sockjs.stop();
                socketio.stop();
                events.stop();
                frames.remove();
                entrances.stop();
                return hub.close().get();
            });
    }
}

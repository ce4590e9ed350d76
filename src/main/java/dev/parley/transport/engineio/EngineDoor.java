package dev.parley.transport.engineio;

import dev.parley.transport.Door;
import dev.parley.transport.Entrance;
import dev.parley.transport.Resting;
import dev.parley.transport.Visit;
import dev.parley.transport.engineio.Lodgings.Lodging;
import dev.parley.transport.socket.LineParts;
import dev.parley.transport.socket.Utf8;
import dev.parley.transport.socket.WebSocketUpgrade;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All requests of Engine.IO at one path. */
public final class EngineDoor implements Door {

    private static final String POLLING = "polling";
    private static final String WEBSOCKET = "websocket";
    /** How many times the most is read and thrown away, so that the client can read the refusal. */
    private static final int PATIENCE = 16;

    private final EngineParts parts;
    private final WebSocketUpgrade upgrade;
    private final Lodgings lodgings;

    public EngineDoor(Vertx vertx, LineParts lines, EngineSettings settings, EngineApp app) {
        this.parts = new EngineParts(lines, settings, app);
        this.upgrade = new WebSocketUpgrade(lines);
        this.lodgings = new Lodgings(vertx, settings.path());
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        var path = parts.settings().path();
        if (!path.equals(request.path()) && !(path + "/").equals(request.path())) {
            return false;
        }
        if (request.method() == HttpMethod.OPTIONS) {
            Answers.preflight(request);
        } else {
            serve(request);
        }
        return true;
    }

    /** The sessions are gone before. */
    public void stop() {
        lodgings.stop();
    }

    private void serve(HttpServerRequest request) {
        var query = Query.of(request);
        if (query.isEmpty()) {
            Answers.refuse(request, Complaint.REQUEST);
        } else if (!query.get().transport().equals(POLLING) && !query.get().transport().equals(WEBSOCKET)) {
            Answers.refuse(request, Complaint.TRANSPORT);
        } else if (query.get().sid().isEmpty()) {
            handshake(request, query.get());
        } else {
            lodgings.find(query.get().sid()).ifPresentOrElse(
                lodging -> known(request, query.get(), lodging),
                () -> Answers.refuse(request, Complaint.SESSION));
        }
    }

    /** What a request says of itself in its address. */
    private record Query(String transport, String version, String sid) {

        /** Empty when it cannot be read. */
        static Optional<Query> of(HttpServerRequest request) {
            try {
                var said = request.params();
                return Optional.of(new Query(or(said.get("transport")), or(said.get("EIO")),
                    or(said.get("sid"))));
            } catch (IllegalArgumentException brokenEscape) {
                return Optional.empty();
            }
        }

        private static String or(String absent) {
            return absent == null ? "" : absent;
        }
    }

    private void handshake(HttpServerRequest request, Query query) {
        if (request.method() != HttpMethod.GET) {
            Answers.refuse(request, Complaint.METHOD);
        } else if (!query.version().equals("4")) {
            Answers.refuse(request, Complaint.VERSION);
        } else if (parts.app().resting()) {
            Resting.refuse(request);
        } else if (query.transport().equals(POLLING)) {
            open(request);
        } else if (request.canUpgradeToWebSocket()) {
            var visit = Visit.of(request);
            upgrade.upgrade(request, EngineCodec.INSTANCE, line -> {
                var session = new EngineSession(parts, lodgings.next(), () -> { });
                return SocketPipe.first(session, line, visit);
            });
        } else {
            Answers.refuse(request, Complaint.REQUEST);
        }
    }

    private void open(HttpServerRequest request) {
        var pass = Entrance.of(request).arrival().lodge();
        if (pass.isEmpty()) {
            Answers.tooMany(request);
            return;
        }
        var sid = lodgings.next();
        var session = new EngineSession(parts, sid, () -> {
            pass.get().close();
            lodgings.leave(sid);
        });
        lodgings.enter(sid, new Lodging(parts, session));
        parts.settings().cookie()
            .ifPresent(cookie -> request.response().putHeader("Set-Cookie", cookie.header()));
        var poll = watched(request, session::aborted);
        session.begin(poll, Visit.of(request), pass.get());
    }

    private void known(HttpServerRequest request, Query query, Lodging lodging) {
        if (query.transport().equals(WEBSOCKET)) {
            if (request.canUpgradeToWebSocket()) {
                upgrade.upgrade(request, lodging.home().lines(), EngineCodec.INSTANCE,
                    line -> SocketPipe.second(lodging.session(), line));
            } else {
                Answers.refuse(request, Complaint.REQUEST);
            }
        } else if (request.method() == HttpMethod.GET) {
            var poll = watched(request, gone -> lodging.with(session -> session.aborted(gone)));
            lodging.with(session -> session.poll(poll));
        } else if (request.method() == HttpMethod.POST) {
            read(request, lodging);
        } else {
            Answers.refuse(request, Complaint.METHOD);
        }
    }

    private static Poll watched(HttpServerRequest request, Consumer<Poll> aborted) {
        var poll = new Poll(request);
        request.response().exceptionHandler(gone -> { });
        request.response().closeHandler(gone -> aborted.accept(poll));
        return poll;
    }

    private void read(HttpServerRequest request, Lodging lodging) {
        var most = parts.lines().settings().frameBytesClose();
        var body = Buffer.buffer();
        request.handler(piece -> {
            if (request.bytesRead() > (long) most * PATIENCE) {
                request.connection().close();
            } else if (body.length() + piece.length() <= most) {
                body.appendBuffer(piece);
            } else if (!request.response().ended()) {
                Answers.tooLarge(request);
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                var packets = Utf8.decode(body.getBytes()).map(Packet::readAll)
                    .orElseGet(() -> List.of(new Packet.Faulty()));
                var post = new Post(request, packets, body.length());
                lodging.with(session -> session.post(post));
            }
        });
    }
}

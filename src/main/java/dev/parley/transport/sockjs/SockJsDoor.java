package dev.parley.transport.sockjs;

import dev.parley.limit.Pass;
import dev.parley.transport.Cors;
import dev.parley.transport.Door;
import dev.parley.transport.Entrance;
import dev.parley.transport.Resting;
import dev.parley.transport.Visit;
import dev.parley.transport.socket.LineParts;
import dev.parley.transport.socket.WebSocketUpgrade;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** All requests of SockJS below one prefix. */
public final class SockJsDoor implements Door {

    private static final Pattern FRAME = Pattern.compile("/iframe[0-9-.a-z_]*\\.html");
    private static final Pattern TRANSPORT = Pattern.compile("/[^/.]+/([^/.]+)/([a-z_]+)");
    private static final Pattern CALLBACK = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    private final LineParts parts;
    private final SockJsSettings settings;
    private final SockJsApp app;
    private final WebSocketUpgrade upgrade;
    private final Lodgings lodgings;
    private final Documents documents;
    private final Uploads uploads;

    public SockJsDoor(Vertx vertx, LineParts parts, SockJsSettings settings, SockJsApp app) {
        this.parts = parts;
        this.settings = settings;
        this.app = app;
        this.upgrade = new WebSocketUpgrade(parts);
        this.lodgings = new Lodgings(vertx, parts, settings.prefix());
        this.documents = new Documents(settings);
        this.uploads = new Uploads(parts.settings().frameBytesClose());
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        var path = request.path();
        if (path == null || !path.startsWith(settings.prefix())) {
            return false;
        }
        var rest = path.substring(settings.prefix().length());
        if (!rest.isEmpty() && rest.charAt(0) != '/') {
            return false;
        }
        serve(request, rest);
        return true;
    }

    /** Ends the scan; the sessions are gone before. */
    public void stop() {
        lodgings.stop();
    }

    private void serve(HttpServerRequest request, String rest) {
        var transport = TRANSPORT.matcher(rest);
        if (rest.isEmpty() || rest.equals("/")) {
            only(request, HttpMethod.GET, () -> documents.greet(request));
        } else if (rest.equals("/info")) {
            only(request, HttpMethod.GET, () -> facts(request));
        } else if (FRAME.matcher(rest).matches()) {
            only(request, HttpMethod.GET, () -> documents.frame(request));
        } else if (transport.matches()) {
            serve(request, transport.group(1), transport.group(2));
        } else {
            missing(request);
        }
    }

    private void serve(HttpServerRequest request, String session, String transport) {
        switch (transport) {
            case "websocket" -> only(request, HttpMethod.GET, () -> socket(request));
            case "xhr" -> only(request, HttpMethod.POST,
                () -> receive(request, session, new Shape.XhrPolling()));
            case "xhr_streaming" -> only(request, HttpMethod.POST,
                () -> receive(request, session, new Shape.XhrStreaming()));
            case "eventsource" -> only(request, HttpMethod.GET,
                () -> receive(request, session, new Shape.EventSource()));
            case "htmlfile" -> only(request, HttpMethod.GET, () -> callback(request)
                .ifPresent(name -> receive(request, session, new Shape.HtmlFile(name))));
            case "jsonp" -> only(request, HttpMethod.GET, () -> callback(request)
                .ifPresent(name -> receive(request, session, new Shape.JsonP(name))));
            case "xhr_send" -> only(request, HttpMethod.POST, () -> lodgings.find(session)
                .ifPresentOrElse(known -> uploads.xhr(request, known), () -> missing(request)));
            case "jsonp_send" -> only(request, HttpMethod.POST, () -> lodgings.find(session)
                .ifPresentOrElse(known -> uploads.jsonp(request, known), () -> missing(request)));
            default -> missing(request);
        }
    }

    /** What a client asks first: it goes on to the next server where this one does not answer. */
    private void facts(HttpServerRequest request) {
        if (app.closing()) {
            Resting.refuse(request);
        } else {
            documents.facts(request);
        }
    }

    private void socket(HttpServerRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.response().setStatusCode(400).end("Can \"Upgrade\" only to \"WebSocket\".");
        } else if (!request.canUpgradeToWebSocket()) {
            request.response().setStatusCode(400).end("\"Connection\" must be \"Upgrade\".");
        } else if (app.closing()) {
            Resting.refuse(request);
        } else {
            var visit = Visit.of(request);
            upgrade.upgrade(request, SockJsCodec.INSTANCE, line -> app.socket(line, visit));
        }
    }

    private void receive(HttpServerRequest request, String session, Shape shape) {
        var found = lodgings.find(session);
        if (found.isEmpty() && app.closing()) {
            Resting.refuse(request);
            return;
        }
        var pass = found.isPresent() ? Optional.<Pass>empty() : Entrance.of(request).arrival().lodge();
        if (found.isEmpty() && pass.isEmpty()) {
            Uploads.refuse(request, 429, "There are too many sessions from this address.");
            return;
        }
        var response = request.response().putHeader("Content-Type", shape.contentType());
        Cors.allow(request, response);
        Cors.uncached(response);
        if (shape instanceof Shape.HtmlFile) {
            documents.stream(response);
        }
        response.setChunked(shape.streams());
        var receiver = new Receiver(request, shape);
        var known = found.orElseGet(() -> enter(session, shape, Visit.of(request), pass.orElseThrow()));
        response.exceptionHandler(gone -> { });
        response.closeHandler(gone -> known.with(line -> line.aborted(receiver)));
        known.with(line -> line.attach(receiver, Lodgings.now()));
    }

    private Lodging enter(String session, Shape shape, Visit visit, Pass pass) {
        var line = new PolledLine(parts, settings, app, shape.name(), pass);
        var lodging = lodgings.enter(session, line);
        if (lodging.line() == line) {
            line.open(visit, Lodgings.now());
        } else {
            pass.close();
        }
        return lodging;
    }

    private static Optional<String> callback(HttpServerRequest request) {
        var name = Optional.ofNullable(request.getParam("c"))
            .or(() -> Optional.ofNullable(request.getParam("callback")));
        if (name.isEmpty()) {
            Uploads.refuse(request, 500, "\"callback\" parameter required");
        } else if (!CALLBACK.matcher(name.get()).matches()) {
            Uploads.refuse(request, 500, "invalid \"callback\" parameter");
            return Optional.empty();
        }
        return name;
    }

    private static void only(HttpServerRequest request, HttpMethod method, Runnable answer) {
        if (request.method() == method || request.method() == HttpMethod.HEAD && method == HttpMethod.GET) {
            answer.run();
        } else if (request.method() == HttpMethod.OPTIONS) {
            Cors.preflight(request, "OPTIONS, " + method.name());
        } else {
            request.response().setStatusCode(405).putHeader("Allow", "OPTIONS, " + method.name()).end();
        }
    }

    private static void missing(HttpServerRequest request) {
        Uploads.refuse(request, 404, "");
    }
}

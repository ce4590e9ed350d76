package dev.parley.transport.eventbus;

import dev.parley.auth.Origins;
import dev.parley.session.Sessions;
import dev.parley.transport.Credential;
import dev.parley.transport.Door;
import dev.parley.transport.socket.Codec;
import dev.parley.transport.socket.LineParts;
import dev.parley.transport.socket.WebSocketUpgrade;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** The WebSockets of the bridge: raw at {@code /eventbus/websocket}, SockJS below {@code /eventbus}. */
public final class EventBusDoor implements Door {

    private static final String RAW = "/eventbus/websocket";
    private static final Pattern SOCKJS = Pattern.compile("/eventbus/[^/.]+/[^/.]+/websocket");

    private final LineParts parts;
    private final Sessions sessions;
    private final Origins origins;
    private final WebSocketUpgrade upgrade;

    public EventBusDoor(LineParts parts, Sessions sessions, Origins origins) {
        this.parts = parts;
        this.sessions = sessions;
        this.origins = origins;
        this.upgrade = new WebSocketUpgrade(parts);
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        var raw = RAW.equals(request.path());
        if (!raw && (request.path() == null || !SOCKJS.matcher(request.path()).matches())) {
            return false;
        }
        if (!origins.allow(Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)),
            Optional.ofNullable(request.getHeader(HttpHeaders.HOST)))) {
            request.response().setStatusCode(403).end("This origin may not connect.");
        } else if (!request.canUpgradeToWebSocket()) {
            request.response().setStatusCode(400).end("Can \"Upgrade\" only to \"WebSocket\".");
        } else {
            open(request, raw ? RawCodec.INSTANCE : SockJsCodec.INSTANCE);
        }
        return true;
    }

    private void open(HttpServerRequest request, Codec codec) {
        var token = Credential.of(request);
        upgrade.upgrade(request, codec, line -> {
            var bridge = new Bridge(sessions, line, codec == RawCodec.INSTANCE,
                parts.settings().frameBytesMax());
            token.ifPresent(bridge.session()::identify);
            return bridge;
        });
    }
}

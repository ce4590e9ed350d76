package dev.parley.transport.eventbus;

import dev.parley.session.Sessions;
import dev.parley.transport.Door;
import dev.parley.transport.Resting;
import dev.parley.transport.Visit;
import dev.parley.transport.socket.LineParts;
import dev.parley.transport.socket.WebSocketUpgrade;
import io.vertx.core.http.HttpServerRequest;

/** The raw WebSocket of the bridge. */
public final class RawDoor implements Door {

    private static final String PATH = "/eventbus/websocket";

    private final LineParts parts;
    private final Sessions sessions;
    private final WebSocketUpgrade upgrade;

    public RawDoor(LineParts parts, Sessions sessions) {
        this.parts = parts;
        this.sessions = sessions;
        this.upgrade = new WebSocketUpgrade(parts);
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        if (!PATH.equals(request.path())) {
            return false;
        }
        if (!request.canUpgradeToWebSocket()) {
            request.response().setStatusCode(400).end("This is the address of a WebSocket.");
        } else if (sessions.draining()) {
            Resting.refuse(request);
        } else {
            open(request);
        }
        return true;
    }

    private void open(HttpServerRequest request) {
        var visit = Visit.of(request);
        upgrade.upgrade(request, RawCodec.INSTANCE,
            line -> new Bridge(sessions, line, RawFormat.INSTANCE, true, visit,
                parts.settings().frameBytesMax()));
    }
}

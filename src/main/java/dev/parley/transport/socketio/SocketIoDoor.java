package dev.parley.transport.socketio;

import dev.parley.config.SocketIoSettings;
import dev.parley.session.Sessions;
import dev.parley.transport.Door;
import dev.parley.transport.engineio.EngineDoor;
import dev.parley.transport.engineio.EngineSettings;
import dev.parley.transport.socket.LineParts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Where clients of Socket.IO come in. */
public final class SocketIoDoor implements Door {

    private static final String PATH = "/socket.io";
    private static final int UPGRADE_TIMEOUT_MS = 10_000;
    private static final int CONNECT_TIMEOUT_MS = 10_000;

    private final EngineDoor engine;

    /** @param nodeId which the cookie names */
    public SocketIoDoor(LineParts lines, SocketIoSettings settings, Sessions sessions,
                        String nodeId) {
        var vertx = (Vertx) lines.context().owner();
        var bytesMax = lines.settings().frameBytesMax();
        var cookie = settings.cookie()
            .map(name -> new EngineSettings.Cookie(name, nodeId, settings.cookieSameSite()));
        var app = new CommandApp(sessions, Set.copyOf(settings.namespaces()), bytesMax);
        this.engine = new EngineDoor(vertx, lines, new EngineSettings(PATH, lines.settings().pingAfterMs(),
            lines.settings().deadAfterMs(), UPGRADE_TIMEOUT_MS, cookie),
            new SocketIo(vertx, app, bytesMax, CONNECT_TIMEOUT_MS));
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        return engine.takes(request);
    }

    /** The sessions are gone before. */
    public void stop() {
        engine.stop();
    }
}

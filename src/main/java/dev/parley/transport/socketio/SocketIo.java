package dev.parley.transport.socketio;

import dev.parley.transport.engineio.EngineApp;
import dev.parley.transport.engineio.EngineConnection;
import dev.parley.transport.Visit;
import io.vertx.core.Vertx;

/**
 * Socket.IO above Engine.IO, for whatever application.
 *
 * @param bytesMax         of an event; a larger one is left out
 * @param connectTimeoutMs how long a connection may be in no namespace
 */
public record SocketIo(Vertx vertx, SocketIoApp app, int bytesMax, int connectTimeoutMs)
    implements EngineApp {

    @Override
    public EngineConnection.Listener open(EngineConnection connection, Visit visit) {
        return new Client(connection, visit, this);
    }

    @Override
    public boolean resting() {
        return app.resting();
    }
}

package dev.parley.doors;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The doors by which one can come in and stay, each with a client of its own. */
enum ClientDoor {
    WEBSOCKET, SOCKJS_WEBSOCKET, SOCKJS_POLLING, SOCKJS_STREAMING, SOCKJS_EVENTSOURCE, SOCKETIO_POLLING,
    SOCKETIO_WEBSOCKET, SOCKETIO_UPGRADED, SERVER_SENT_EVENTS;

    /** Comes in at the node that has this port. */
    Client connect(int port, String token) {
        return switch (this) {
            case WEBSOCKET -> socket(port, "/eventbus/websocket?token=" + token, false);
            case SOCKJS_WEBSOCKET ->
                socket(port, "/eventbus/000/" + Ground.fresh("s") + "/websocket?token=" + token, true);
            case SOCKJS_POLLING -> http(port, HttpPipe.Kind.POLLING, token);
            case SOCKJS_STREAMING -> http(port, HttpPipe.Kind.STREAMING, token);
            case SOCKJS_EVENTSOURCE -> http(port, HttpPipe.Kind.EVENTSOURCE, token);
            case SOCKETIO_POLLING -> engine(port, EnginePipe.Kind.POLLING, token);
            case SOCKETIO_WEBSOCKET -> engine(port, EnginePipe.Kind.WEBSOCKET, token);
            case SOCKETIO_UPGRADED -> engine(port, EnginePipe.Kind.UPGRADED, token);
            case SERVER_SENT_EVENTS -> new EventClient(port, token, WEBSOCKET.connect(port, token));
        };
    }

    /**
     * Comes in again, at any node, and goes on from the positions; over server-sent events from the ids that
     * the former streams have left, which know no others.
     */
    Client goOn(Client former, Map<String, JsonObject> positions, int port, String token) {
        var client = connect(port, token);
        if (client instanceof EventClient stream) {
            stream.goOn((EventClient) former);
        } else {
            client.subscribe(positions);
        }
        return client;
    }

    private static Client socket(int port, String path, boolean sockjs) {
        return new BridgeClient(ear -> new WebSocketPipe(port, path, sockjs, ear));
    }

    private static Client http(int port, HttpPipe.Kind kind, String token) {
        return new BridgeClient(ear -> new HttpPipe(port, kind, token, ear));
    }

    private static Client engine(int port, EnginePipe.Kind kind, String token) {
        return new SocketIoClient(ear -> new EnginePipe(port, kind, ear), token);
    }
}

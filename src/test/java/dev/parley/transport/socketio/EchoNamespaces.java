package dev.parley.transport.socketio;

import dev.parley.console.Console;
import dev.parley.session.Closing;
import dev.parley.transport.EngineServer;
import dev.parley.transport.Visit;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The application that the official suite of Socket.IO wants: it tells what a client said of itself, says
 * back {@code message}, and acknowledges {@code message-with-ack}. Besides, {@code ask} is asked back
 * and {@code leave} sends the client away. Nobody gets into {@code /shut}.
 */
public final class EchoNamespaces implements SocketIoApp {

    /** What clients acknowledged, and their ends. */
    public final Deque<String> heard = new ConcurrentLinkedDeque<>();

    @Override
    public Set<String> namespaces() {
        return Set.of("/", "/custom", "/shut");
    }

    @Override
    public NamespaceSocket.Listener connect(NamespaceSocket socket, JsonObject auth, Visit visit) {
        if (socket.namespace().equals("/shut")) {
            socket.refuse("Shut.", new JsonObject().put("code", 7));
        } else {
            socket.accept("id-of" + socket.namespace());
            socket.emit(new JsonArray().add("auth").add(auth));
        }
        return new Echo(socket, heard);
    }

    /** Socket.IO for this application, as an Engine.IO application. */
    public SocketIo on(Vertx vertx, int bytesMax) {
        return new SocketIo(vertx, this, bytesMax, 1_000);
    }

    /** One client in a namespace. */
    private static final class Echo implements NamespaceSocket.Listener {

        private final NamespaceSocket socket;
        private final Deque<String> heard;

        Echo(NamespaceSocket socket, Deque<String> heard) {
            this.socket = socket;
            this.heard = heard;
        }

        @Override
        public void event(String name, JsonArray values, boolean binary, Reply reply) {
            switch (name) {
                case "message" -> socket.emit(new JsonArray().add("message-back").addAll(values));
                case "message-with-ack" -> reply.send(values);
                case "ask" -> socket.emit(new JsonArray().add("asked").addAll(values),
                    answer -> heard.add(answer.encode()));
                case "leave" -> socket.disconnect(new Closing(3500, "As told."));
                default -> reply.send("[\"what?\"]");
            }
        }

        @Override
        public void tooLarge(Reply reply) {
            reply.send("[\"too large\"]");
        }

        @Override
        public void alive() {
        }

        @Override
        public void full() {
            socket.reading(false);
        }

        @Override
        public void drained() {
            socket.reading(true);
        }

        @Override
        public void goodbye() {
            heard.add("goodbye " + socket.namespace());
        }

        @Override
        public void closed(boolean silent) {
            heard.add("closed " + socket.namespace());
        }
    }

    /** Arguments: the port, how many event loops. */
    public static void main(String[] arguments) {
        var app = new EchoNamespaces();
        new EngineServer(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), true,
            new EngineServer.Served(vertx -> app.on(vertx, 1_000_000), EngineServer.settings("/socket.io"),
                "session.frameBytesMax=1000000", "session.frameBytesClose=1000000"));
        Console.say("listening");
    }
}

package dev.parley.transport.socketio;

import dev.parley.transport.Visit;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** What is offered over Socket.IO. */
public interface SocketIoApp {

    /** The namespaces that clients may ask for; another is refused. */
    Set<String> namespaces();

    /**
     * Somebody wants to enter one of them: {@link NamespaceSocket#accept} or {@link NamespaceSocket#refuse}
     * is called, now or later.
     *
     * @param auth  what the client says of itself; may be empty
     * @param visit the first request of the connection
     */
    NamespaceSocket.Listener connect(NamespaceSocket socket, JsonObject auth, Visit visit);

    /** Whether nobody new shall come: this node is about to close. */
    default boolean resting() {
        return false;
    }
}

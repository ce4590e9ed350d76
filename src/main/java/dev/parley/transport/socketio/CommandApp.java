package dev.parley.transport.socketio;

import dev.parley.session.Sessions;
import dev.parley.transport.Visit;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The server's commands and channels over Socket.IO, the same in each namespace that is configured. */
final class CommandApp implements SocketIoApp {

    private final Sessions sessions;
    private final int eventBytesMax;
    private final Map<String, EventFrames> frames;

    CommandApp(Sessions sessions, Set<String> namespaces, int eventBytesMax) {
        this.sessions = sessions;
        this.eventBytesMax = eventBytesMax;
        this.frames = namespaces.stream().collect(Collectors.toMap(Function.identity(), EventFrames::new));
    }

    @Override
    public Set<String> namespaces() {
        return frames.keySet();
    }

    @Override
    public NamespaceSocket.Listener connect(NamespaceSocket socket, JsonObject auth, Visit visit) {
        var bridge = new CommandBridge(sessions, socket, frames.get(socket.namespace()), visit.device(),
            eventBytesMax);
        bridge.enter(auth, visit.token());
        return bridge;
    }

    @Override
    public boolean resting() {
        return sessions.draining();
    }
}

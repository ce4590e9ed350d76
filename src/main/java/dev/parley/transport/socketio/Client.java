package dev.parley.transport.socketio;

import dev.parley.session.Closing;
import dev.parley.transport.engineio.EngineConnection;
import dev.parley.transport.Visit;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One connection and the namespaces that its client has entered. */
final class Client implements EngineConnection.Listener {

    private static final Closing BROKEN = new Closing(1002, "This is not how Socket.IO is spoken.");
    private static final Closing IDLE = new Closing(3000, "No namespace was entered.");

    private static final int REFUSALS_MAX = 10;

    private final EngineConnection connection;
    private final Visit visit;
    private final SocketIo parts;
    private final PacketReader reader;
    private final Map<String, ClientNamespace> namespaces = new HashMap<>(2);
    private final Set<String> left = new HashSet<>(0);
    private final Set<ClientNamespace> deaf = new HashSet<>(0);
    private int refusals;
    private Optional<Long> timer = Optional.empty();

    Client(EngineConnection connection, Visit visit, SocketIo parts) {
        this.connection = connection;
        this.visit = visit;
        this.parts = parts;
        this.reader = new PacketReader(parts.bytesMax());
        expect();
    }

    @Override
    public void message(String text) {
        reader.text(text).ifPresent(this::received);
    }

    @Override
    public void binary(byte[] bytes) {
        reader.binary(bytes).ifPresent(this::received);
    }

    private void received(SocketPacket packet) {
        switch (packet) {
            case SocketPacket.Connect(var namespace, var auth) -> connect(namespace, auth);
            case SocketPacket.Disconnect(var namespace) -> in(namespace, inside -> inside.left(true, false));
            case SocketPacket.Event(var namespace, var id, var name, var values, var binary) -> in(namespace,
                inside -> inside.tell(app -> app.event(name, values, binary, new Reply(inside, id))));
            case SocketPacket.Ack(var namespace, var id, var values) ->
                in(namespace, inside -> inside.acknowledged(id, values));
            case SocketPacket.TooLarge(var namespace, var id) ->
                in(namespace, inside -> inside.tell(app -> app.tooLarge(new Reply(inside, id))));
            case SocketPacket.Faulty faulty -> connection.close(BROKEN);
        }
    }

    /** What still comes for a namespace that was left is passed over; else one has to be inside. */
    private void in(String namespace, Consumer<ClientNamespace> task) {
        var known = namespaces.get(namespace);
        if (known != null && known.inside()) {
            task.accept(known);
        } else if (!left.contains(namespace)) {
            connection.close(BROKEN);
        }
    }

    private void connect(String namespace, JsonObject auth) {
        var query = namespace.indexOf('?');
        var name = query < 0 ? namespace : namespace.substring(0, query);
        if (!parts.app().namespaces().contains(name)) {
            connection.send(PacketText.refused(name, new JsonObject().put("message", "Invalid namespace")));
            refused();
        } else if (namespaces.containsKey(name)) {
            connection.close(BROKEN);
        } else {
            var asking = new ClientNamespace(this, connection, name);
            namespaces.put(name, asking);
            left.remove(name);
            asking.ask(parts.app(), auth, visit);
        }
    }

    /** Somebody got in: the connection has a purpose. */
    void entered() {
        timer.ifPresent(parts.vertx()::cancelTimer);
        timer = Optional.empty();
    }

    /** Somebody was kept out; who asks on and on is sent away. */
    void refused() {
        refusals++;
        if (refusals == REFUSALS_MAX) {
            connection.close(BROKEN);
        }
    }

    void forget(ClientNamespace gone) {
        namespaces.remove(gone.namespace());
        if (gone.entered()) {
            left.add(gone.namespace());
        }
        reading(gone, true);
        if (namespaces.isEmpty() && timer.isEmpty()) {
            expect();
        }
    }

    /** The server sent the client away: when it was the last namespace, the connection ends too. */
    void emptied(Closing why) {
        if (namespaces.isEmpty()) {
            connection.close(why);
        }
    }

    void reading(ClientNamespace who, boolean wanted) {
        var heard = deaf.isEmpty();
        if (wanted) {
            deaf.remove(who);
        } else {
            deaf.add(who);
        }
        if (heard != deaf.isEmpty()) {
            connection.reading(deaf.isEmpty());
        }
    }

    private void expect() {
        timer = Optional.of(parts.vertx().setTimer(parts.connectTimeoutMs(), late -> connection.close(IDLE)));
    }

    private void each(Consumer<NamespaceSocket.Listener> task) {
        List.copyOf(namespaces.values()).forEach(namespace -> namespace.tell(task));
    }

    @Override
    public void received(int bytes) {
        each(listener -> listener.received(bytes));
    }

    @Override
    public void alive() {
        each(NamespaceSocket.Listener::alive);
    }

    @Override
    public void measured(long nanos) {
        each(listener -> listener.measured(nanos));
    }

    @Override
    public void full() {
        each(NamespaceSocket.Listener::full);
    }

    @Override
    public void drained() {
        each(NamespaceSocket.Listener::drained);
    }

    @Override
    public void goodbye() {
        each(NamespaceSocket.Listener::goodbye);
    }

    @Override
    public void closed(boolean silent) {
        List.copyOf(namespaces.values()).forEach(namespace -> namespace.left(false, silent));
        entered();
    }
}

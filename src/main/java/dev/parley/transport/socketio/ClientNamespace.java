package dev.parley.transport.socketio;

import dev.parley.limit.Allowance;
import dev.parley.session.Closing;
import dev.parley.transport.engineio.EngineConnection;
import dev.parley.transport.Visit;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client in a namespace: asking, inside, or gone. */
final class ClientNamespace implements NamespaceSocket {

    /** Acknowledgements awaited from a client; the eldest is given up for one more. */
    private static final int AWAITED_MAX = 100;

    /** How far it is. */
    private enum Phase { ASKING, INSIDE, GONE }

    private final Client client;
    private final EngineConnection connection;
    private final String namespace;
    private final Map<Long, Consumer<JsonArray>> awaited = new LinkedHashMap<>(0);
    private long emitted;
    private Optional<Listener> listener = Optional.empty();
    private boolean entered;
    private Phase phase = Phase.ASKING;

    ClientNamespace(Client client, EngineConnection connection, String namespace) {
        this.client = client;
        this.connection = connection;
        this.namespace = namespace;
    }

    void ask(SocketIoApp app, JsonObject auth, Visit visit) {
        var known = app.connect(this, auth, visit);
        listener = Optional.of(known);
        if (phase == Phase.GONE) {
            known.closed(false);
        }
    }

    /** Does something with the listener, once there is one. */
    void tell(Consumer<Listener> task) {
        listener.ifPresent(task);
    }

    /** Has the client ever been inside? */
    boolean entered() {
        return entered;
    }

    boolean inside() {
        return phase == Phase.INSIDE;
    }

    /** The client, or its connection, left. */
    void left(boolean goodbye, boolean silent) {
        if (phase != Phase.GONE) {
            phase = Phase.GONE;
            client.forget(this);
            listener.ifPresent(known -> {
                if (goodbye) {
                    known.goodbye();
                }
                known.closed(silent);
            });
        }
    }

    void acknowledged(long id, JsonArray values) {
        var waiting = awaited.remove(id);
        if (waiting != null) {
            waiting.accept(values);
        }
    }

    void write(String text) {
        if (phase == Phase.INSIDE) {
            connection.send(text);
        }
    }

    void write(PacketText.Packet packet) {
        if (phase == Phase.INSIDE) {
            connection.send(packet.text());
            packet.attachments().forEach(connection::send);
        }
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public void accept(String id) {
        if (phase == Phase.ASKING) {
            phase = Phase.INSIDE;
            entered = true;
            write(PacketText.connected(namespace, id));
            client.entered();
        }
    }

    @Override
    public void refuse(String message, JsonObject details) {
        if (phase == Phase.ASKING) {
            connection.send(PacketText.refused(namespace, details.isEmpty()
                ? new JsonObject().put("message", message)
                : new JsonObject().put("message", message).put("data", details)));
            left(false, false);
            client.refused();
        }
    }

    @Override
    public void emit(String json) {
        write(PacketText.event(namespace, json));
    }

    @Override
    public void emit(JsonArray values) {
        write(PacketText.event(namespace, "", values));
    }

    @Override
    public void emit(JsonArray values, Consumer<JsonArray> acknowledged) {
        if (awaited.size() == AWAITED_MAX) {
            awaited.remove(awaited.keySet().iterator().next());
        }
        awaited.put(emitted, acknowledged);
        write(PacketText.event(namespace, Long.toString(emitted), values));
        emitted++;
    }

    @Override
    public boolean offer(Supplier<ByteBuf> frame, Supplier<ByteBuf> packets) {
        return phase != Phase.INSIDE || connection.offer(frame, packets);
    }

    @Override
    public Allowance address() {
        return connection.address();
    }

    @Override
    public long backlog() {
        return connection.backlog();
    }

    @Override
    public void reading(boolean wanted) {
        client.reading(this, wanted);
    }

    @Override
    public void disconnect(Closing why) {
        if (phase == Phase.INSIDE) {
            write(PacketText.disconnect(namespace));
            left(false, false);
            client.emptied(why);
        } else if (phase == Phase.ASKING) {
            refuse(why.reason(), new JsonObject());
        }
    }

    @Override
    public void close(Closing why) {
        connection.close(why);
    }
}

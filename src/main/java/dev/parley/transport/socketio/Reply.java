package dev.parley.transport.socketio;

import io.vertx.core.json.JsonArray;
import java.util.OptionalLong;

/** The acknowledgement that a client may wait for. */
public final class Reply {

    private final ClientNamespace socket;
    private final OptionalLong id;

    Reply(ClientNamespace socket, OptionalLong id) {
        this.socket = socket;
        this.id = id;
    }

    /** Does anybody wait for it? Else what is sent goes nowhere. */
    public boolean wanted() {
        return id.isPresent();
    }

    /** Sends it; {@code json} is the text of an array. */
    public void send(String json) {
        id.ifPresent(known -> socket.write(PacketText.ack(socket.namespace(), known, json)));
    }

    /** Sends it; buffers become attachments. */
    public void send(JsonArray values) {
        id.ifPresent(known -> socket.write(PacketText.ack(socket.namespace(), known, values)));
    }
}

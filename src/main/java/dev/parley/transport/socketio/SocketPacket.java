package dev.parley.transport.socketio;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;

/** What a client of Socket.IO sends, read (Socket.IO protocol 5, "Packet types"). */
sealed interface SocketPacket {

    /** Asks to enter a namespace. */
    record Connect(String namespace, JsonObject auth) implements SocketPacket {
    }

    /** Leaves a namespace. */
    record Disconnect(String namespace) implements SocketPacket {
    }

    /**
     * An event.
     *
     * @param id        under which the client waits for an acknowledgement
     * @param arguments without the name; attachments stand in it as buffers
     * @param binary    whether it has attachments
     */
    record Event(String namespace, OptionalLong id, String name, JsonArray arguments, boolean binary)
        implements SocketPacket {
    }

    /** Acknowledges an event of the server's. */
    record Ack(String namespace, long id, JsonArray arguments) implements SocketPacket {
    }

    /** An event that was not read, because it is larger than one may be. */
    record TooLarge(String namespace, OptionalLong id) implements SocketPacket {
    }

    /** No packet, or none that a client may send now. */
    record Faulty() implements SocketPacket {
    }
}

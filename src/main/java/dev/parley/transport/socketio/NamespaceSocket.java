package dev.parley.transport.socketio;

import dev.parley.limit.Allowance;
import dev.parley.session.Closing;
import dev.parley.transport.PipeListener;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One client in one namespace. All calls on its event loop; what is sent after its end is left out.
 */
public interface NamespaceSocket {

    String namespace();

    /** Lets the client in, under this id. */
    void accept(String id);

    /** Keeps the client out; it may ask again on the same connection. */
    void refuse(String message, JsonObject details);

    /** Sends an event; {@code json} is the text of an array, its name first. */
    void emit(String json);

    /** Sends an event, its name first; buffers become attachments. */
    void emit(JsonArray values);

    /** Sends an event and hears the acknowledgement, if one comes and not too many are awaited. */
    void emit(JsonArray values, Consumer<JsonArray> acknowledged);

    /** Takes what many share, unless the pipe is full: as that of an Engine.IO connection. */
    boolean offer(Supplier<ByteBuf> frame, Supplier<ByteBuf> packets);

    /** What all connections of the client's remote address share; the same each time. */
    Allowance address();

    /** The bytes that the client has still to take. */
    long backlog();

    /** Stops or goes on reading, for all namespaces of the client. */
    void reading(boolean wanted);

    /** Sends the client away: it does not come back by itself. */
    void disconnect(Closing why);

    /** Closes the connection of all its namespaces; the client comes back by itself. */
    void close(Closing why);

    /**
     * Who is told what happens in a namespace, and to the pipe below all of them. All calls on the client's
     * event loop.
     */
    interface Listener extends PipeListener {

        /**
         * An event.
         *
         * @param values without the name; attachments as buffers
         * @param binary whether there are attachments
         */
        void event(String name, JsonArray values, boolean binary, Reply reply);

        /** An event that was larger than one may be, and is left out. */
        void tooLarge(Reply reply);

        /**
         * It is over; once, and the last call.
         *
         * @param silent whether it is because no sign of life came
         */
        void closed(boolean silent);
    }
}

package dev.parley.transport.engineio;

import dev.parley.limit.Allowance;
import dev.parley.session.Closing;
import dev.parley.transport.PipeListener;
import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/**
 * One client over Engine.IO, whatever carries its messages at the moment. All calls on its event loop; what
 * is sent after its end is left out.
 */
public interface EngineConnection {

    /** A text message to this client alone; taken always: such answers are bounded by what it may ask. */
    void send(String text);

    /** A binary message to this client alone; taken always. */
    void send(byte[] bytes);

    /**
     * Takes a message that many share, unless the pipe is full; then false, and {@link Listener#drained()}
     * follows. Only the form that is needed is asked for; the connection owns what it gets.
     *
     * @param frame   a whole WebSocket frame
     * @param packets packets for a payload, separated as there
     */
    boolean offer(Supplier<ByteBuf> frame, Supplier<ByteBuf> packets);

    /** What all connections of the client's remote address share; the same each time. */
    Allowance address();

    /** The bytes that the client has still to take. */
    long backlog();

    /** Stops or goes on reading; a message or two may still come after the stop. */
    void reading(boolean wanted);

    /**
     * Sends what waits, says goodbye and ends; {@link Listener#closed} follows in any case, when the pipe is
     * gone.
     */
    void close(Closing why);

    /** Who is told what comes through a connection. All calls on its event loop. */
    interface Listener extends PipeListener {

        void message(String text);

        void binary(byte[] bytes);

        /**
         * The connection is over; once, and the last call.
         *
         * @param silent whether it is because no sign of life came
         */
        void closed(boolean silent);
    }
}

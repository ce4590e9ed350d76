package dev.parley.transport.socket;

import dev.parley.limit.Allowance;
import dev.parley.session.Closing;
import dev.parley.transport.PipeListener;
import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/** A pipe of whole text messages, whatever carries them. All calls on its event loop. */
public interface Line {

    /** What kind of pipe it is, as metrics name it. */
    String name();

    /** What all connections of the client's remote address share; the same each time. */
    Allowance address();

    /**
     * Takes what carries events, which is made only when there is room for it; false when the pipe is full,
     * {@link Listener#drained()} follows then.
     */
    boolean offer(Supplier<ByteBuf> frame);

    /** Takes a message of this client alone, always: such answers are bounded by what the client may ask. */
    void send(String message);

    /** The bytes that the peer has still to take; negative when it cannot be known. */
    default long backlog() {
        return -1;
    }

    /** Stops or goes on reading. */
    void reading(boolean wanted);

    /** Asks the peer for a sign of life below the messages. */
    void ping();

    /** Says why and closes; nothing is received any more. */
    void close(Closing why);

    /** Who is told what comes through a line. All calls on the line's event loop. */
    interface Listener extends PipeListener {

        /** The line can carry messages now; once, and the first call. */
        void opened();

        void message(String text);

        /** A binary message came, where the line's framing has such; else never called. */
        default void binary(byte[] bytes) {
            unreadable("Binary messages mean nothing here.");
        }

        /** A message came that is larger than one may be, and is left out. */
        void tooLarge();

        /** A message came that the line's own framing cannot read, and is left out. */
        void unreadable(String why);

        /** The line is gone; once, and the last call. */
        void closed();
    }
}

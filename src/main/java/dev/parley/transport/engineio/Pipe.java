package dev.parley.transport.engineio;

import dev.parley.limit.Allowance;
import dev.parley.session.Closing;
import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/** What carries the packets of a connection at the moment. */
interface Pipe {

    /** Takes a packet of text, always. */
    void packet(String text);

    /** Takes a binary message, always. */
    void attachment(byte[] bytes);

    /** As {@link EngineConnection#offer}. */
    boolean offer(Supplier<ByteBuf> frame, Supplier<ByteBuf> packets);

    /** As {@link EngineConnection#address}. */
    Allowance address();

    /** The bytes that the client has still to take. */
    long backlog();

    void reading(boolean wanted);

    /** Sends what waits and says goodbye. */
    void close(Closing why);

    /** Ends at once: the client left, broke the protocol or is gone. */
    void cut(Closing why);
}

package dev.parley.client;

import io.netty.buffer.ByteBuf;

/** Who hears what comes through a {@link Connection}. All calls on the connection's loop. */
public interface Ears {

    /** A text message came: {@code length} bytes of UTF-8 from {@code start} on; valid during the call. */
    void message(ByteBuf frame, int start, int length);

    /** All that one read of the socket brought has been told. */
    default void readComplete() {
    }

    /**
     * The connection is gone; once, and the last call.
     *
     * @param wasOpen whether hands had been shaken
     * @param code    of the server's close frame; 1006 when none came
     */
    void closed(boolean wasOpen, int code);
}

package dev.parley.transport.socket;

import dev.parley.hub.WireFormat;
import dev.parley.config.SessionSettings;
import dev.parley.session.Closing;
import java.util.Optional;

/** How messages stand in the frames of a WebSocket: as they are, or wrapped by SockJS or Engine.IO. */
public interface Codec {

    /** What kind of pipe it makes, as metrics name it. */
    String name();

    /** The format of events, whole WebSocket frames. */
    WireFormat events();

    /** The payload of the frame that carries one message. */
    byte[] payload(String message);

    /** The payload of the first frame, if there is one. */
    Optional<byte[]> opening();

    /** The payload of the frame before the close frame, if there is one. */
    Optional<byte[]> closing(Closing why);

    /** Gives the messages of one text frame to the listener. */
    void read(String text, Line.Listener listener);

    /** Are binary frames messages of their own kind? Else they are read as text. */
    default boolean binary() {
        return false;
    }

    /** A message of more bytes is left out, and the listener told that it was too large. */
    default int messageBytesMax(SessionSettings settings) {
        return settings.frameBytesMax();
    }
}

package dev.parley.transport.socket;

import dev.parley.config.SessionSettings;
import dev.parley.session.Closing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How messages stand in the frames of a WebSocket: as they are, one in each, or wrapped as by SockJS. */
public interface Codec {

    /** What kind of pipe it makes, as metrics name it. */
    String name();

    /** The payload of the frame that carries one message. */
    default byte[] payload(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /** The payload of the first frame, if there is one. */
    default Optional<byte[]> opening() {
        return Optional.empty();
    }

    /** The payload of the frame before the close frame, if there is one. */
    default Optional<byte[]> closing(Closing why) {
        return Optional.empty();
    }

    /** Gives the messages of one text frame to the listener. */
    default void read(String text, Line.Listener listener) {
        listener.message(text);
    }

    /** Are binary frames messages of their own kind? Else they are read as text. */
    default boolean binary() {
        return false;
    }

    /** A message of more bytes is left out, and the listener told that it was too large. */
    default int messageBytesMax(SessionSettings settings) {
        return settings.frameBytesMax();
    }
}

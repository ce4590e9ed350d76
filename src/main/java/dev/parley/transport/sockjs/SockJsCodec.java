package dev.parley.transport.sockjs;

import dev.parley.session.Closing;
import dev.parley.transport.socket.Codec;
import dev.parley.transport.socket.Line;
import java.util.Optional;

/** SockJS frames in the text frames of a WebSocket. */
final class SockJsCodec implements Codec {

    static final SockJsCodec INSTANCE = new SockJsCodec();

    @Override
    public String name() {
        return "sockjs-websocket";
    }

    @Override
    public byte[] payload(String message) {
        return SockJsFrames.array(message);
    }

    @Override
    public Optional<byte[]> opening() {
        return Optional.of(SockJsFrames.bytes(SockJsFrames.OPEN));
    }

    @Override
    public Optional<byte[]> closing(Closing why) {
        return Optional.of(SockJsFrames.close(why));
    }

    /** An empty frame is nothing; a message may stand without its array. */
    @Override
    public void read(String text, Line.Listener listener) {
        if (!text.isEmpty()) {
            SockJsFrames.messages(text).ifPresentOrElse(messages -> messages.forEach(listener::message),
                () -> listener.unreadable("A SockJS frame must be a JSON array of strings."));
        }
    }
}

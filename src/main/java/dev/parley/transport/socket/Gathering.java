package dev.parley.transport.socket;

import dev.parley.config.SessionSettings;
import dev.parley.session.Closing;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;

/** Makes whole messages of the frames of one WebSocket. */
final class Gathering {

    private final Codec codec;
    private final SessionSettings settings;
    private MessageBytes message;
    private boolean binary;

    Gathering(Codec codec, SessionSettings settings) {
        this.codec = codec;
        this.settings = settings;
    }

    /** Takes a data frame and tells a message that it ends; why to close, if the peer went too far. */
    Optional<Closing> piece(WebSocketFrame frame, Line.Listener listener) {
        if (message == null) {
            message = new MessageBytes(codec.messageBytesMax(settings), settings.frameBytesClose());
            binary = codec.binary() && frame instanceof BinaryWebSocketFrame;
        }
        if (!message.add(frame.content())) {
            message = null;
            return Optional.of(Closing.TOO_BIG);
        }
        if (!frame.isFinalFragment()) {
            return Optional.empty();
        }
        var whole = message;
        message = null;
        return whole(whole, listener);
    }

    private Optional<Closing> whole(MessageBytes whole, Line.Listener listener) {
        if (whole.tooLarge()) {
            listener.tooLarge();
        } else if (binary) {
            listener.binary(whole.bytes());
        } else {
            var text = Utf8.decode(whole.bytes());
            text.ifPresent(known -> codec.read(known, listener));
            return text.isPresent() ? Optional.empty() : Optional.of(Closing.BAD_TEXT);
        }
        return Optional.empty();
    }
}

package dev.parley.transport.sockjs;

import dev.parley.protocol.JsonText;
import dev.parley.session.Closing;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The frames of SockJS: {@code o}, {@code h}, {@code a[…]}, {@code c[…]}. */
final class SockJsFrames {

    static final String OPEN = "o";
    static final String HEARTBEAT = "h";

    static final Closing OCCUPIED = new Closing(2010, "Another connection still open");
    static final Closing INTERRUPTED = new Closing(1002, "Connection interrupted");

    private SockJsFrames() {
    }

    static byte[] close(Closing why) {
        return bytes("c" + new JsonArray().add(why.code()).add(why.reason()).encode());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One message as an array frame. */
    static byte[] array(String message) {
        var text = bytes(message);
        var frame = Unpooled.buffer(text.length * 5 / 4 + 16).writeByte('a').writeByte('[');
        SockJsText.quote(text, 0, text.length, frame);
        return ByteBufUtil.getBytes(frame.writeByte(']'));
    }

    /** What a client's frame holds: an array of strings, or a single one; empty when it is neither. */
    static Optional<List<String>> messages(String frame) {
        try {
            return switch (JsonText.read(frame)) {
                case String single -> Optional.of(List.of(single));
                case JsonArray array when array.stream().allMatch(String.class::isInstance)
                    -> Optional.of(array.stream().map(String.class::cast).toList());
                case null, default -> Optional.empty();
            };
        } catch (DecodeException broken) {
            return Optional.empty();
        }
    }
}

package dev.parley.transport.eventbus;

import dev.parley.hub.WireFormat;
import dev.parley.session.Closing;
import dev.parley.transport.socket.Codec;
import dev.parley.transport.socket.Line;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One message, one text frame. */
final class RawCodec implements Codec {

    static final RawCodec INSTANCE = new RawCodec();

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public WireFormat events() {
        return RawFormat.INSTANCE;
    }

    @Override
    public byte[] payload(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<byte[]> opening() {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> closing(Closing why) {
        return Optional.empty();
    }

    @Override
    public void read(String text, Line.Listener listener) {
        listener.message(text);
    }
}

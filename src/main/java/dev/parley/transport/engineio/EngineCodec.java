package dev.parley.transport.engineio;

import dev.parley.config.SessionSettings;
import dev.parley.hub.WireFormat;
import dev.parley.session.Closing;
import dev.parley.transport.socket.Codec;
import dev.parley.transport.socket.Line;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One packet, one text frame; binary messages are frames of their own. */
final class EngineCodec implements Codec {

    static final EngineCodec INSTANCE = new EngineCodec();

    @Override
    public String name() {
        return "engineio";
    }

    /** Shared frames come ready-made. */
    @Override
    public WireFormat events() {
        throw new UnsupportedOperationException();
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

    @Override
    public boolean binary() {
        return true;
    }

    /** What is too large is refused by the layer above, which can tell the client what it was. */
    @Override
    public int messageBytesMax(SessionSettings settings) {
        return settings.frameBytesClose();
    }
}

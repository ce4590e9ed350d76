package dev.parley.transport.engineio;

import dev.parley.config.SessionSettings;
import dev.parley.transport.socket.Codec;

/** One packet, one text frame; binary messages are frames of their own. */
final class EngineCodec implements Codec {

    static final EngineCodec INSTANCE = new EngineCodec();

    @Override
    public String name() {
        return "engineio";
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

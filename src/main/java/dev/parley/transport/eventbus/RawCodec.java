package dev.parley.transport.eventbus;

import dev.parley.transport.socket.Codec;

/** One message, one text frame. */
final class RawCodec implements Codec {

    static final RawCodec INSTANCE = new RawCodec();

    @Override
    public String name() {
        return "websocket";
    }
}

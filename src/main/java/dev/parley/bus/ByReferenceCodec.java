package dev.parley.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands records over as they are: they are immutable, and never leave the node. */
final class ByReferenceCodec implements MessageCodec<Object, Object> {

    static final String NAME = "parley.reference";

    @Override
    public void encodeToWire(Buffer buffer, Object record) {
        throw new IllegalStateException(record.getClass().getSimpleName() + " was about to leave its node");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException("a record by reference came from another node");
    }

    @Override
    public Object transform(Object record) {
        return record;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}

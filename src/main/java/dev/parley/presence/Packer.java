package dev.parley.presence;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;

/** Writes values as bytes: numbers in 8 bytes or as unsigned LEB128, texts as UTF-8 behind their length. */
final class Packer {

    private final Buffer out = Buffer.buffer();

    Buffer bytes() {
        return out;
    }

    Packer octet(int value) {
        out.appendByte((byte) value);
        return this;
    }

    Packer number(long value) {
        out.appendLong(value);
        return this;
    }

    /** A number from 0 on that is mostly small. */
    Packer count(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out.appendByte((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.appendByte((byte) rest);
        return this;
    }

    Packer text(String value) {
        var encoded = value.getBytes(StandardCharsets.UTF_8);
        count(encoded.length);
        out.appendBytes(encoded);
        return this;
    }

    <T> Packer all(Collection<T> values, BiConsumer<Packer, T> each) {
        count(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }
}

package dev.parley.presence;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what {@link Packer} wrote. Throws {@link IllegalArgumentException} or {@link
 * IndexOutOfBoundsException} on anything else, and never reserves more memory than the bytes can fill.
 */
final class Unpacker {

    private final Buffer bytes;
    private int at;

    Unpacker(Buffer bytes) {
        this.bytes = bytes;
    }

    int octet() {
        return bytes.getUnsignedByte(at++);
    }

    long number() {
        long value = bytes.getLong(at);
        at += Long.BYTES;
        return value;
    }

    /** A number from 0 up to what the rest of the bytes could hold that many of. */
    int count() {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                if (value > bytes.length() - at) {
                    throw new IllegalArgumentException("a count of " + value + " at " + at);
                }
                return (int) value;
            }
        }
        throw new IllegalArgumentException("a count without end at " + at);
    }

    String text() {
        int length = count();
        var text = bytes.getString(at, at + length, "UTF-8");
        at += length;
        return text;
    }

    <T> List<T> all(Function<Unpacker, T> each) {
        int size = count();
        var all = new ArrayList<T>(size);
        for (int i = 0; i < size; i++) {
            all.add(each.apply(this));
        }
        return all;
    }

    /** Nothing may follow. */
    void end() {
        if (at != bytes.length()) {
            throw new IllegalArgumentException(bytes.length() - at + " bytes too many");
        }
    }
}

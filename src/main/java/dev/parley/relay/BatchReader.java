package dev.parley.relay;

import io.vertx.core.buffer.Buffer;

/**
 * Reads what {@link BatchWriter} wrote, piece by piece. Throws {@link IllegalArgumentException} or {@link
 * IndexOutOfBoundsException} on anything else, and never reserves more memory than the bytes can fill.
 */
final class BatchReader {

    private final Buffer bytes;
    private final int end;
    private int at;

    BatchReader(Buffer bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    int next() {
        if (at >= end) {
            throw new IndexOutOfBoundsException("beyond the end at " + at);
        }
        return bytes.getUnsignedByte(at++);
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = next();
            number |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number without end at " + at);
    }

    /** A number from 0 up to, and not including, the limit. */
    int index(int limit) {
        long number = number();
        if (number < 0 || number >= limit) {
            throw new IllegalArgumentException("index " + number + " of " + limit);
        }
        return (int) number;
    }

    /** How many things follow, each of which takes at least a byte. */
    int count() {
        return index(left() + 1);
    }

    String[] table() {
        var table = new String[count()];
        for (int i = 0; i < table.length; i++) {
            int length = count();
            table[i] = bytes.getString(at, at + length, "UTF-8");
            at += length;
        }
        return table;
    }

    /** A copy of all that is left: an event kept in a cache must not hold on to its whole batch. */
    Buffer rest() {
        var rest = bytes.getBuffer(at, end);
        at = end;
        return rest;
    }
}

package dev.parley.relay;

import dev.parley.protocol.Event;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * The bytes of a {@link Frame}: version (1 byte), kind (1), length of the node id (1), node id, life (8),
 * counter (8); behind a load follow its events ({@link BatchWriter}). The version says how the whole is
 * written; every node writes the lowest of the newest versions among the members, so that a cluster can be
 * upgraded node by node.
 */
final class Wire {

    /** The oldest version that this program reads and can write. */
    static final int OLDEST = 1;

    /** The newest version that this program reads and can write. */
    static final int NEWEST = 1;

    private static final int HELLO = 1;
    private static final int WELCOME = 2;
    private static final int LOAD = 3;
    private static final int COUNTERS = 4;
    private static final int ACK = 5;

    private static final int NODE_BYTES_MAX = 100;

    private Wire() {
    }

    /** The version to write when the members understand up to these. */
    static int common(Collection<Integer> newest) {
        int lowest = newest.stream().mapToInt(Integer::intValue).min().orElse(NEWEST);
        return Math.clamp(lowest, OLDEST, NEWEST);
    }

    static Buffer encode(int version, Frame frame) {
        return switch (frame) {
            case Frame.Hello(var node, var life, var counter) -> head(version, HELLO, node, life, counter);
            case Frame.Welcome(var node, var life, var counter) ->
                head(version, WELCOME, node, life, counter);
            case Frame.Counters(var node, var life, var counter) ->
                head(version, COUNTERS, node, life, counter);
            case Frame.Ack(var node, var life, var counter) -> head(version, ACK, node, life, counter);
            case Frame.Load load -> throw new IllegalArgumentException("a load is written from its events");
            case Frame.Unreadable(var why) -> throw new IllegalArgumentException(why);
        };
    }

    static Buffer encode(int version, String node, long life, long counter, List<Event> events) {
        return new BatchWriter(events).appendTo(head(version, LOAD, node, life, counter));
    }

    /** Never throws: what cannot be read is {@link Frame.Unreadable}. The bytes must not change any more. */
    static Frame decode(Buffer bytes) {
        try {
            int version = bytes.getUnsignedByte(0);
            return version < OLDEST || version > NEWEST
                ? new Frame.Unreadable("wire version " + version)
                : decodeKnown(bytes);
        } catch (IndexOutOfBoundsException | IllegalArgumentException garbled) {
            return new Frame.Unreadable(String.valueOf(garbled.getMessage()));
        }
    }

    private static Frame decodeKnown(Buffer bytes) {
        int kind = bytes.getUnsignedByte(1);
        int length = bytes.getUnsignedByte(2);
        if (length > NODE_BYTES_MAX) {
            return new Frame.Unreadable("node id of " + length + " bytes");
        }
        var node = bytes.getString(3, 3 + length, "ISO-8859-1");
        long life = bytes.getLong(3 + length);
        long counter = bytes.getLong(11 + length);
        return switch (kind) {
            case HELLO -> new Frame.Hello(node, life, counter);
            case WELCOME -> new Frame.Welcome(node, life, counter);
            case COUNTERS -> new Frame.Counters(node, life, counter);
            case ACK -> new Frame.Ack(node, life, counter);
            case LOAD -> new Frame.Load(node, life, counter, Encoded.read(bytes, 19 + length));
            default -> new Frame.Unreadable("kind " + kind);
        };
    }

    private static Buffer head(int version, int kind, String node, long life, long counter) {
        var id = node.getBytes(StandardCharsets.ISO_8859_1);
        return Buffer.buffer().appendUnsignedByte((short) version).appendUnsignedByte((short) kind)
            .appendUnsignedByte((short) id.length).appendBytes(id).appendLong(life).appendLong(counter);
    }
}

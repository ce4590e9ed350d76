package dev.parley.transport.sse;

import dev.parley.hub.WireFormat;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * Events as the part of their block that all streams share: {@code event:} and {@code data:}. Before it
 * stands its length, because each stream puts an id of its own in front of every single block; after it what
 * ends a chunk.
 */
final class SseFormat implements WireFormat {

    static final SseFormat INSTANCE = new SseFormat();
    static final int LENGTH_BYTES = Integer.BYTES;
    /** What follows the block and is no part of it. */
    static final int CHUNK_END_BYTES = 2;

    private static final int SLOT = 3;
    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] DATA = ascii("\ndata: {\"channel\":\"");
    /** The first of it, without what follows. */
    private static final int DATA_WORD = "\ndata: ".length();
    private static final byte[] END = ascii("\n\n\r\n");

    @Override
    public int slot() {
        return SLOT;
    }

    @Override
    public ByteBuf encode(Event event, ByteBufAllocator allocator) {
        var channel = event.channel().getBytes(StandardCharsets.UTF_8);
        var type = event.type().getBytes(StandardCharsets.UTF_8);
        var json = event.json();
        var size = LENGTH_BYTES + EVENT.length + type.length + DATA.length + channel.length + 2
            + json.length() + END.length;
        var block = allocator.directBuffer(size);
        block.writeInt(size - LENGTH_BYTES).writeBytes(EVENT);
        line(type, 0, block);
        if (Channels.isPattern(event.channel())) {
            // What comes by a pattern says itself which channel it is from.
            line(json.getBytes(), 0, block.writeBytes(DATA, 0, DATA_WORD));
        } else {
            block.writeBytes(DATA).writeBytes(channel).writeByte('"').writeByte(',');
            line(json.getBytes(), 1, block);
        }
        return block.writeBytes(END).setInt(0, block.readableBytes() - LENGTH_BYTES);
    }

    /** Keeps on one line what a line break would make two of. JSON has them between its parts only. */
    private static void line(byte[] text, int from, ByteBuf out) {
        int plain = from;
        for (int i = from; i < text.length; i++) {
            if (text[i] == '\n' || text[i] == '\r') {
                out.writeBytes(text, plain, i - plain).writeByte(' ');
                plain = i + 1;
            }
        }
        out.writeBytes(text, plain, text.length - plain);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

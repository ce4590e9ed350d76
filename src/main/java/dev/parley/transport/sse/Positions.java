package dev.parley.transport.sse;

import dev.parley.protocol.Position;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Where the client of one stream is in each of its channels, always ready as the line {@code id: …} that goes
 * before an event. An event moves one position, whose digits are changed in place: so the line of a hundred
 * channels costs hardly more than that of one.
 */
final class Positions {

    private final Map<String, Integer> places = new HashMap<>();
    private final byte[][] marks;
    private final String[] epochs;
    private final long[] seqs;
    private final int[] starts;
    private final int[] lengths;
    private byte[] line = new byte[0];

    /** @param channels each once */
    Positions(List<String> channels) {
        marks = new byte[channels.size()][];
        epochs = new String[channels.size()];
        seqs = new long[channels.size()];
        starts = new int[channels.size()];
        lengths = new int[channels.size()];
        for (var channel : channels) {
            marks[places.size()] = ascii(ChannelMark.of(channel));
            places.put(channel, places.size());
        }
        build();
    }

    /** The client is there now. */
    void set(String channel, Position position) {
        set(channel, position.epoch(), position.seq());
    }

    /** The client is there now; a channel that the stream does not have is passed over. */
    void set(String channel, String epoch, long seq) {
        var known = places.get(channel);
        if (known == null) {
            return;
        }
        int place = known;
        seqs[place] = seq;
        if (epoch.equals(epochs[place]) && Digits.length(seq) == lengths[place]) {
            Digits.write(seq, lengths[place], line, starts[place]);
        } else {
            epochs[place] = epoch;
            build();
        }
    }

    /** The client hears no more of the channel, so its position is none of the stream's. */
    void forget(String channel) {
        var place = places.remove(channel);
        if (place != null) {
            epochs[place] = null;
            build();
        }
    }

    /** Bytes of the line, its end included. */
    int length() {
        return line.length;
    }

    void write(ByteBuf out) {
        out.writeBytes(line);
    }

    private void build() {
        var out = new ByteArrayOutputStream(line.length + 16);
        out.writeBytes(ascii("id: " + StreamId.KIND));
        for (var epoch : new LinkedHashSet<>(Arrays.asList(epochs))) {
            if (epoch == null) {
                continue;
            }
            out.write(StreamId.LOG);
            out.writeBytes(ascii(StreamId.letters(epoch)));
            for (int i = 0; i < epochs.length; i++) {
                if (epoch.equals(epochs[i])) {
                    entry(i, out);
                }
            }
        }
        out.write('\n');
        line = out.toByteArray();
    }

    private void entry(int place, ByteArrayOutputStream out) {
        out.write(StreamId.CHANNEL);
        out.writeBytes(marks[place]);
        starts[place] = out.size();
        lengths[place] = Digits.length(seqs[place]);
        var digits = new byte[lengths[place]];
        Digits.write(seqs[place], digits.length, digits, 0);
        out.writeBytes(digits);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return new String(Arrays.copyOf(line, line.length - 1), StandardCharsets.US_ASCII).substring(4);
    }
}

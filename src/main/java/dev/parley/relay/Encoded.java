package dev.parley.relay;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Events from another node: the names and the directory are read, the events themselves only when the first
 * hub wants them, and then shared by all. An event that cannot be read is passed over and told once.
 */
final class Encoded implements Batch.Contents {

    private final Buffer bytes;
    private final String[] channels;
    private final String[] words;
    private final int[] channelOf;
    private final int[] ends;
    private final int start;
    private final AtomicReferenceArray<Event> decoded;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Runnable damaged = () -> { };

    private Encoded(BatchReader in, Buffer bytes) {
        this.bytes = bytes;
        channels = in.table();
        words = in.table();
        int count = in.count();
        channelOf = new int[count];
        ends = new int[count];
        int end = 0;
        for (int i = 0; i < count; i++) {
            channelOf[i] = in.index(channels.length);
            end += in.count();
            ends[i] = end;
        }
        start = in.at();
        if (end != in.left()) {
            throw new IllegalArgumentException("events of " + end + " bytes in " + in.left());
        }
        decoded = new AtomicReferenceArray<>(count);
    }

    /** Throws as {@link BatchReader} when the names or the directory cannot be read. */
    static Encoded read(Buffer bytes, int start) {
        return new Encoded(new BatchReader(bytes, start, bytes.length()), bytes);
    }

    /** Calls once, on any context, when an event turns out to be unreadable. */
    void onDamage(Runnable handler) {
        damaged = handler;
    }

    @Override
    public boolean touches(Predicate<String> wanted) {
        return Arrays.stream(channels).anyMatch(wanted);
    }

    @Override
    public void forEach(Predicate<String> wanted, Consumer<Event> sink) {
        var interest = new boolean[channels.length];
        for (int i = 0; i < channels.length; i++) {
            interest[i] = wanted.test(channels[i]);
        }
        for (int i = 0; i < channelOf.length; i++) {
            if (interest[channelOf[i]]) {
                var event = event(i);
                if (event != null) {
                    sink.accept(event);
                }
            }
        }
    }

    /** Null when it cannot be read. */
    private Event event(int i) {
        var event = decoded.get(i);
        if (event == null) {
            try {
                event = decode(i);
                decoded.set(i, event);
            } catch (IndexOutOfBoundsException | IllegalArgumentException garbled) {
                if (told.compareAndSet(false, true)) {
                    damaged.run();
                }
            }
        }
        return event;
    }

    private Event decode(int i) {
        var in = new BatchReader(bytes, start + (i == 0 ? 0 : ends[i - 1]), start + ends[i]);
        var channel = channels[channelOf[i]];
        int kind = in.next();
        return switch (kind) {
            case BatchWriter.PUBLICATION -> publication(in, channel);
            case BatchWriter.SIGNAL -> new Signal(channel, word(in), word(in), in.rest());
            default -> throw new IllegalArgumentException("event of kind " + kind);
        };
    }

    private Publication publication(BatchReader in, String channel) {
        var type = word(in);
        var epoch = word(in);
        var subject = word(in);
        long seq = in.number();
        int count = in.count();
        var blanks = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            blanks.add(in.number());
        }
        return new Publication(channel, epoch, seq, type, subject, blanks, in.rest());
    }

    private String word(BatchReader in) {
        return words[in.index(words.length)];
    }
}

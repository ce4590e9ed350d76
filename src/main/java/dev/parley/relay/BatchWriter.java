package dev.parley.relay;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the events of a batch: the channel names, then all other words (types, epochs, subjects, keys), each
 * once; then a directory (channel and length of each event); then the events. So a node without interest in
 * a channel passes over its events without reading them. Numbers are unsigned LEB128.
 */
final class BatchWriter {

    static final int PUBLICATION = 0;
    static final int SIGNAL = 1;

    private final List<Event> events;
    private final Map<String, Integer> channels = new LinkedHashMap<>();
    private final Map<String, Integer> words = new LinkedHashMap<>();

    BatchWriter(List<Event> events) {
        this.events = events;
    }

    Buffer appendTo(Buffer out) {
        var directory = Buffer.buffer();
        var bodies = Buffer.buffer();
        for (var event : events) {
            int start = bodies.length();
            switch (event) {
                case Publication publication -> append(bodies, publication);
                case Signal signal -> append(bodies, signal);
            }
            number(directory, index(channels, event.channel()));
            number(directory, bodies.length() - start);
        }
        table(out, channels);
        table(out, words);
        number(out, events.size());
        return out.appendBuffer(directory).appendBuffer(bodies);
    }

    private void append(Buffer out, Publication publication) {
        out.appendByte((byte) PUBLICATION);
        number(out, index(words, publication.type()));
        number(out, index(words, publication.epoch()));
        number(out, index(words, publication.subject()));
        number(out, publication.seq());
        number(out, publication.blanks().size());
        publication.blanks().forEach(blank -> number(out, blank));
        out.appendBuffer(publication.json());
    }

    private void append(Buffer out, Signal signal) {
        out.appendByte((byte) SIGNAL);
        number(out, index(words, signal.type()));
        number(out, index(words, signal.key()));
        out.appendBuffer(signal.json());
    }

    private static int index(Map<String, Integer> table, String word) {
        var known = table.putIfAbsent(word, table.size());
        return known == null ? table.size() - 1 : known;
    }

    private static void table(Buffer out, Map<String, Integer> table) {
        number(out, table.size());
        table.keySet().forEach(word -> {
            var bytes = word.getBytes(StandardCharsets.UTF_8);
            number(out, bytes.length);
            out.appendBytes(bytes);
        });
    }

    private static void number(Buffer out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.appendByte((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.appendByte((byte) rest);
    }
}

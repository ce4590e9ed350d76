package dev.parley.transport.sse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What clients give back as {@code Last-Event-ID}. */
public final class StreamIdFuzz {

    private StreamIdFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        StreamId.read(text).ifPresent(id -> id.positions().forEach((mark, position) -> {
            if (mark.length() != ChannelMark.LENGTH || position.seq() < 0) {
                throw new IllegalStateException("no position: " + mark + " " + position);
            }
        }));
        var positions = new Positions(List.of(text));
        positions.set(text, text, input.length);
        var known = StreamId.read(positions.toString()).map(StreamId::positions)
            .flatMap(all -> Optional.ofNullable(all.get(ChannelMark.of(text))));
        var sent = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (known.isEmpty() || known.get().seq() != input.length || !known.get().epoch().equals(sent)) {
            throw new IllegalStateException("a position is lost on its way");
        }
    }
}

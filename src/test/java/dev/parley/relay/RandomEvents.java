package dev.parley.relay;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Events of every shape, by chance. */
final class RandomEvents {

    private static final List<String> PIECES =
        List.of("a", "Z", "0", ".", "\"", "é", "語", "😀", "\u0000", "room.", " ", "\\");

    private final RandomGenerator random;
    private final String prefix;

    RandomEvents(RandomGenerator random, String prefix) {
        this.random = random;
        this.prefix = prefix;
    }

    List<Event> some(int atMost) {
        return IntStream.range(0, random.nextInt(atMost + 1)).mapToObj(i -> one()).toList();
    }

    Event one() {
        var channel = "room." + prefix + (random.nextBoolean() ? random.nextInt(5) : text(20));
        return random.nextInt(3) == 0
            ? new Signal(channel, text(8), text(8), Buffer.buffer(text(50)))
            : new Publication(channel, text(6), seq(), text(9), text(9), blanks(), Buffer.buffer(text(200)));
    }

    private long seq() {
        return random.nextBoolean() ? 1 + random.nextInt(300) : random.nextLong(1, Long.MAX_VALUE);
    }

    private List<Long> blanks() {
        return random.longs(random.nextInt(4), 1, Long.MAX_VALUE).boxed().toList();
    }

    private String text(int atMost) {
        var text = new StringBuilder();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}

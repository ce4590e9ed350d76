package dev.parley.transport.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ids of events: all positions of a stream in a short text. */
class StreamIdTest {

    private static final long SEQ_MAX = (1L << 53) - 1;

    private static Map<String, Position> read(String id) {
        return StreamId.read(id).orElseThrow(() -> new AssertionError("unreadable: " + id)).positions();
    }

    @Test
    void givesBackWhatWasPutInWhateverTheOrder() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var channels = IntStream.range(0, 20).mapToObj(i -> "room.r" + i).toList();
        var positions = new Positions(channels);
        var expected = new HashMap<String, Position>();
        var epochs = List.of("3f9a01", "x-_Y", "with spaces, ~ and .");
        for (int i = 0; i < 5_000; i++) {
            var channel = channels.get(random.nextInt(channels.size()));
            var mark = ChannelMark.of(channel);
            if (random.nextInt(200) == 0) {
                positions = new Positions(channels);
                expected.clear();
            }
            var former = expected.get(mark);
            var position = former == null || random.nextInt(50) == 0
                ? new Position(epochs.get(random.nextInt(epochs.size())), random.nextLong(SEQ_MAX))
                : new Position(former.epoch(), former.seq() + random.nextInt(3));
            positions.set(channel, position.epoch(), position.seq());
            expected.put(mark, position);
            assertEquals(expected, read(positions.toString()), "seed " + seed + ", step " + i);
        }
    }

    @Test
    void staysBelowFourKibibytesForAHundredChannels() {
        var channels = IntStream.range(0, 100).mapToObj(i -> "room." + "x".repeat(120) + i).toList();
        var positions = new Positions(channels);
        channels.forEach(channel -> positions.set(channel, "0123456789ab", SEQ_MAX));
        assertTrue(positions.toString().length() <= 4096, () -> positions.toString().length() + " bytes");
        assertEquals(100, read(positions.toString()).size());
    }

    @Test
    void standsInHeadersAndUrlsWithoutEscapes() {
        var positions = new Positions(List.of("room.a", "room.b"));
        positions.set("room.a", "k3f9", 0);
        positions.set("room.b", "other/epoch?", 1_234_567_890_123L);
        assertTrue(positions.toString().matches("[A-Za-z0-9._~*-]+"), positions::toString);
    }

    @Test
    void holdsNothingOfAChannelThatIsForgottenOrWasNeverThere() {
        var positions = new Positions(List.of("room.a", "room.b"));
        positions.set("room.a", "e", 3);
        positions.set("room.b", "e", 4);
        positions.set("room.c", "e", 5);
        positions.forget("room.a");
        positions.set("room.a", "e", 6);
        assertEquals(Map.of(ChannelMark.of("room.b"), new Position("e", 4)), read(positions.toString()));
    }

    @Test
    void isReadableBeforeAnyPositionIsKnown() {
        assertEquals(Map.of(), read(new Positions(List.of("presence.room.a")).toString()));
    }

    @Test
    void whateverIsDamagedIsUnreadable() {
        var mark = ChannelMark.of("room.a");
        for (var id : List.of("", "0", "2~e." + mark + "A", "1~", "1~.", "1~e." + mark, "1~e.short",
            "1~e." + mark + "A." + mark + "B", "1~e f." + mark + "A", "1~*!." + mark + "A",
            "1~e." + mark + "A€", "1~e." + mark + "AAAAAAAAAAA", "1".repeat(70_000), "nonsense")) {
            assertEquals(Optional.empty(), StreamId.read(id), id);
        }
    }
}

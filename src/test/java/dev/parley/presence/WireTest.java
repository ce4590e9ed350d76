package dev.parley.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.testing.Seed;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What one node writes another reads, and nothing that comes harms it. */
class WireTest {

    private static final int GARBLED = 20_000;

    private static final Meta META = new Meta("s1", "ana", "Ana \u00e9\ud83d\ude00", 1_700_000_000_000L, 12,
        new Stance(Status.AWAY, "lunch", 99), 7);

    private static final List<Message> ALL = List.of(
        new Message.Delta("n1", Long.MAX_VALUE, 0, List.of(new Op.Put(META), new Op.Enter("s1", "room.a"),
            new Op.Exit("s1", "room.a"), new Op.Drop("s1"))),
        new Message.Digest("n1", 1, 2, -3),
        new Message.Want("n1", 0, -1),
        new Message.Whole("n1", 5, 6, 0, 1, List.of(new Message.Standing(META, List.of("room.a", "live.x")))),
        new Message.Whole("n1", 5, 6, 0, 1, List.of()),
        new Message.Said("n1", "ana", Stance.PLAIN));

    @Test
    void everyMessageIsReadAsItWasWritten() {
        ALL.forEach(message -> assertEquals(message, Wire.decode(Wire.encode(message))));
    }

    @Test
    void theFirstByteIsTheVersionAndAnotherIsNotRead() {
        var bytes = Wire.encode(ALL.getFirst());
        assertEquals(Wire.VERSION, bytes.getByte(0));
        bytes.setByte(0, (byte) (Wire.VERSION + 1));
        assertInstanceOf(Message.Unreadable.class, Wire.decode(bytes));
    }

    @Test
    void garbledBytesAreUnreadableOrAnotherMessageButNeverAFault() {
        long seed = Seed.of(WireTest.class);
        var random = new Random(seed);
        for (int i = 0; i < GARBLED; i++) {
            var bytes = Wire.encode(ALL.get(random.nextInt(ALL.size()))).copy();
            for (int change = 0; change < 1 + random.nextInt(4); change++) {
                bytes.setByte(random.nextInt(bytes.length()), (byte) random.nextInt());
            }
            Wire.decode(bytes.slice(0, random.nextInt(bytes.length() + 1)));
        }
        assertInstanceOf(Message.Unreadable.class, Wire.decode(Buffer.buffer()));
    }
}

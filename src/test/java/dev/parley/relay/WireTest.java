package dev.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.testing.Seed;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireTest {

    private final long seed = Seed.of(WireTest.class);
    private final Random random = new Random(seed);
    private final RandomEvents events = new RandomEvents(random, "");

    @Test
    void everyEventComesOutAsItWentIn() {
        for (int i = 0; i < 2000; i++) {
            var sent = events.some(40);
            var load = assertInstanceOf(Frame.Load.class, Wire.decode(Wire.encode(1, "node-é", i, -i, sent)));
            assertEquals("node-é", load.node());
            assertEquals(i, load.life());
            assertEquals(-i, load.counter());
            assertEquals(sent, heard(load, channel -> true), "seed " + seed);
        }
    }

    @Test
    void everyOtherFrameComesOutAsItWentIn() {
        for (var frame : List.of(new Frame.Hello("n", 1, Long.MAX_VALUE), new Frame.Welcome("", -1, 0),
            new Frame.Counters("x".repeat(100), Long.MIN_VALUE, 7), new Frame.Ack("n", 3, 4))) {
            assertEquals(frame, Wire.decode(Wire.encode(1, frame)));
        }
    }

    @Test
    void onlyWantedChannelsAreDecodedAndAskedForOnce() {
        var sent = IntStream.range(0, 100).<Event>mapToObj(i -> publication("room." + i % 4, 1 + i)).toList();
        var load = (Frame.Load) Wire.decode(Wire.encode(1, "n", 1, 1, sent));
        var asked = new ArrayList<String>();
        var got = heard(load, channel -> {
            asked.add(channel);
            return channel.equals("room.2");
        });
        assertEquals(List.of("room.0", "room.1", "room.2", "room.3"), asked);
        assertEquals(sent.stream().filter(event -> event.channel().equals("room.2")).toList(), got);
    }

    @Test
    void hubsShareWhatTheFirstOfThemDecoded() {
        var sent = List.of(publication("room.a", 1));
        var load = (Frame.Load) Wire.decode(Wire.encode(1, "n", 1, 1, List.copyOf(sent)));
        assertSame(heard(load, channel -> true).getFirst(), heard(load, channel -> true).getFirst());
    }

    @Test
    void aKeptEventDoesNotKeepItsBatch() {
        var sent = IntStream.range(0, 50).<Event>mapToObj(i -> publication("room.a", 1 + i)).toList();
        var bytes = Wire.encode(1, "n", 1, 1, sent);
        var json = heard((Frame.Load) Wire.decode(bytes), channel -> true).get(3).json();
        bytes.setBytes(0, new byte[bytes.length()]);
        assertEquals(sent.get(3).json(), json);
    }

    @Test
    void garbageIsUnreadableAndNeverThrows() {
        int unreadable = 0;
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 2 && random.nextBoolean()) {
                bytes[0] = 1;
                bytes[1] = 3;
                bytes[2] = (byte) random.nextInt(4);
            }
            if (survives(Buffer.buffer(bytes)) instanceof Frame.Unreadable) {
                unreadable++;
            }
        }
        assertTrue(unreadable > 15_000, "unreadable: " + unreadable + ", seed " + seed);
    }

    @Test
    void aDamagedBatchNeverThrowsAndAnUnreadableEventIsTold() {
        int damaged = 0;
        for (int i = 0; i < 20_000; i++) {
            var bytes = Wire.encode(1, "n", 1, 1, List.of(events.one(), events.one(), events.one()));
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                bytes.setByte(random.nextInt(bytes.length()), (byte) random.nextInt(256));
            }
            if (random.nextInt(4) == 0) {
                bytes = bytes.getBuffer(0, random.nextInt(bytes.length()));
            }
            if (survives(bytes) instanceof Frame.Load load) {
                var told = new AtomicInteger();
                load.events().onDamage(told::incrementAndGet);
                int before = heard(load, channel -> true).size();
                assertTrue(told.get() <= 1 && before >= 0);
                damaged += told.get();
            }
        }
        assertTrue(damaged > 100, "told: " + damaged + ", seed " + seed);
    }

    @Test
    void aForeignVersionIsUnreadable() {
        var bytes = Wire.encode(1, new Frame.Hello("n", 1, 1));
        for (int version : List.of(0, 2, 200, 255)) {
            bytes.setUnsignedByte(0, (short) version);
            assertEquals(new Frame.Unreadable("wire version " + version), Wire.decode(bytes));
        }
    }

    @Test
    void nodesWriteWhatTheOldestMemberUnderstands() {
        assertEquals(Wire.NEWEST, Wire.common(List.of()));
        assertEquals(1, Wire.common(List.of(1, 2, 9)));
        assertEquals(Wire.OLDEST, Wire.common(List.of(0, 7)));
        assertEquals(Wire.NEWEST, Wire.common(List.of(99, 100)));
    }

    private Frame survives(Buffer bytes) {
        var frame = Wire.decode(bytes);
        if (frame instanceof Frame.Load load) {
            heard(load, channel -> true);
        }
        return frame instanceof Frame.Load ? Wire.decode(bytes) : frame;
    }

    private static List<Event> heard(Frame.Load load, Predicate<String> wanted) {
        var heard = new ArrayList<Event>();
        new Batch(load.events()).forEach(wanted, heard::add);
        return heard;
    }

    private static Event publication(String channel, long seq) {
        return new Publication(channel, "e1", seq, "message.posted", "", List.of(),
            Buffer.buffer("{\"seq\":" + seq + "}"));
    }
}

package dev.parley.transport.engineio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading what clients of Engine.IO send. */
class PacketTest {

    @Test
    void readsEveryPacketThatAClientMaySend() {
        assertEquals(new Packet.Message("hello"), Packet.read("4hello"));
        assertEquals(new Packet.Message(""), Packet.read("4"));
        assertEquals(new Packet.Close(), Packet.read("1"));
        assertEquals(new Packet.Probe(), Packet.read("2probe"));
        assertEquals(new Packet.Pong(), Packet.read("3"));
        assertEquals(new Packet.Upgrade(), Packet.read("5"));
        assertEquals(new Packet.Noop(), Packet.read("6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0{}", "2", "2other", "7", "9", "abc", "b", "\u001e", "\ud83d"})
    void refusesWhatNoClientMaySend(String text) {
        assertEquals(new Packet.Faulty(), Packet.read(text));
    }

    @Test
    void readsPayloadsInTheirOrder() {
        var packets = Packet.readAll("4a\u001ebAQIDBA==\u001e3\u001e4ü\u001e4");
        assertEquals(new Packet.Message("a"), packets.get(0));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, ((Packet.Binary) packets.get(1)).bytes());
        assertEquals(List.of(new Packet.Pong(), new Packet.Message("ü"), new Packet.Message("")),
            packets.subList(2, 5));
        assertEquals(0, ((Packet.Binary) Packet.readAll("b").getFirst()).bytes().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001e", "x\u001e4a", "b%%%\u001e4a", "bAQ=D\u001e4a", "b-_-_\u001e4a"})
    void stopsAtTheFirstThatIsNone(String payload) {
        assertEquals(List.of(new Packet.Faulty()), Packet.readAll(payload));
    }

    @Test
    void aTrailingSeparatorIsAFault() {
        assertEquals(List.of(new Packet.Message("a"), new Packet.Faulty()), Packet.readAll("4a\u001e"));
    }

    @Test
    void neverThrowsWhateverComes() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append("0123456b=\u001eA{\ud83d\udc00\u0000".charAt(random.nextInt(15)));
            }
            var packets = Packet.readAll(text.toString());
            assertTrue(!packets.isEmpty(), "seed " + seed);
            packets.subList(0, packets.size() - 1).forEach(packet ->
                assertTrue(!(packet instanceof Packet.Faulty), "seed " + seed));
        }
        assertInstanceOf(Packet.Message.class, Packet.read("4" + "x".repeat(100)));
    }
}

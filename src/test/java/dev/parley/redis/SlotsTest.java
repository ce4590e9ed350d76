package dev.parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** Slots are counted as the Cluster specification says. */
class SlotsTest {

    @Test
    void agreesWithTheSpecification() {
        assertEquals(0x31C3, Slots.of("123456789"));
        assertEquals(12_182, Slots.of("foo"));
    }

    @Test
    void onlyTheTagCounts() {
        assertEquals(Slots.of("user1000"), Slots.of("{user1000}.following"));
        assertEquals(Slots.of("{bar"), Slots.of("foo{{bar}}zap"));
        assertEquals(Slots.of("bar"), Slots.of("foo{bar}{zap}"));
        assertEquals(Slots.of("{parley:out}:x"), Slots.of("parley:out"));
    }

    @Test
    void anEmptyTagIsNone() {
        assertNotEquals(Slots.of(""), Slots.of("foo{}{bar}"));
    }
}

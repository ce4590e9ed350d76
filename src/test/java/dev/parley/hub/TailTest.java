package dev.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.Publication;
import dev.parley.testing.Seed;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The recent past of channels within a bound of bytes. */
class TailTest {

    private static final int ONE = 40 + 160;

    private final Tail tail = new Tail();

    private static Publication publication(long seq) {
        return new Publication("room.a", "e1", seq, "message.posted", "", List.of(),
            Buffer.buffer("x".repeat(40)));
    }

    private static void fill(TailCache cache, Tail tail, long from, long to) {
        LongStream.rangeClosed(from, to).forEach(seq -> cache.put(tail, publication(seq)));
    }

    @Test
    void givesWhatFollowsUpToTheFirstHole() {
        LongStream.of(3, 4, 5, 7).forEach(seq -> tail.put(publication(seq)));
        assertEquals(List.of(3L, 4L, 5L), tail.after(2, 10).stream().map(Publication::seq).toList());
        assertEquals(List.of(4L), tail.after(3, 1).stream().map(Publication::seq).toList());
        assertEquals(List.of(), tail.after(1, 10));
        assertEquals(List.of(), tail.after(5, 10));
        assertEquals(List.of(), tail.after(7, 10));
    }

    @Test
    void keepsWhatIsPutInAnyOrderAndGrows() {
        for (long seq : new long[] {50, 51, 20, 400, 21, 399}) {
            tail.put(publication(seq));
        }
        for (long seq : new long[] {50, 51, 20, 400, 21, 399}) {
            assertEquals(seq, tail.get(seq).seq());
        }
        assertNull(tail.get(19));
        assertNull(tail.get(52));
        assertNull(tail.get(401));
        assertEquals(50, tail.nextKept(21));
        assertEquals(20, tail.nextKept(0));
        assertEquals(Long.MAX_VALUE, tail.nextKept(400));
        assertEquals(6 * ONE, tail.bytes());
    }

    @Test
    void aBlankLeavesAHoleThatCanBeFilled() {
        LongStream.rangeClosed(1, 3).forEach(seq -> tail.put(publication(seq)));
        tail.blank(2);
        tail.blank(9);
        assertNull(tail.get(2));
        assertEquals(2 * ONE, tail.bytes());
        tail.put(publication(2));
        assertNotNull(tail.get(2));
        assertEquals(3 * ONE, tail.bytes());
    }

    @Test
    void neverSpansMoreThanItsBound() {
        tail.put(publication(10));
        tail.put(publication(10 + Tail.SPAN_MAX - 1));
        assertNotNull(tail.get(10));
        tail.put(publication(10 + Tail.SPAN_MAX));
        assertNull(tail.get(10));
        tail.put(publication(10));
        assertNull(tail.get(10), "too old to be kept");
        tail.put(publication(10 + 5L * Tail.SPAN_MAX));
        assertNull(tail.get(10 + Tail.SPAN_MAX));
        assertEquals(ONE, tail.bytes());
    }

    @Test
    void theChannelUsedLongestAgoGivesWayOldestFirst() {
        var cache = new TailCache(8L * ONE);
        var tails = List.of(new Tail(), new Tail(), new Tail(), new Tail(), new Tail());
        tails.subList(0, 4).forEach(one -> fill(cache, one, 1, 2));
        cache.touch(tails.get(0));
        fill(cache, tails.get(4), 1, 1);
        assertNull(tails.get(1).get(1));
        assertNotNull(tails.get(1).get(2));
        assertNotNull(tails.get(0).get(1));
        fill(cache, tails.get(4), 2, 2);
        assertTrue(tails.get(1).isEmpty());
        assertEquals(8L * ONE, cache.bytes());
    }

    @Test
    void oneChannelTakesAQuarterAtMost() {
        var cache = new TailCache(8L * ONE);
        fill(cache, tail, 1, 50);
        assertEquals(2 * ONE, cache.bytes());
        assertNotNull(tail.get(49));
        assertNull(tail.get(48));
    }

    @Test
    void countsItsBytesWhateverHappens() {
        long seed = Seed.of(TailTest.class);
        var random = new Random(seed);
        var cache = new TailCache(60L * ONE);
        var tails = List.of(new Tail(), new Tail(), new Tail(), new Tail(), new Tail(), new Tail());
        Map<Tail, Long> newest = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            var one = tails.get(random.nextInt(tails.size()));
            long seq = newest.merge(one, 1L, Long::sum);
            switch (random.nextInt(10)) {
                case 0 -> cache.blank(one, Math.max(1, seq - random.nextInt(20)));
                case 1 -> cache.put(one, publication(Math.max(1, seq - random.nextInt(40))));
                case 2 -> newest.merge(one, (long) random.nextInt(30), Long::sum);
                case 3 -> {
                    if (random.nextInt(50) == 0) {
                        cache.clear(one);
                    }
                }
                default -> cache.put(one, publication(seq));
            }
            long kept = tails.stream().mapToLong(each -> kept(each, newest.getOrDefault(each, 0L))).sum();
            assertEquals(kept * ONE, cache.bytes(), "seed " + seed);
            assertTrue(cache.bytes() <= 60L * ONE, "seed " + seed);
        }
    }

    private static long kept(Tail tail, long upTo) {
        long count = 0;
        for (long seq = tail.nextKept(0); seq <= upTo; seq = tail.nextKept(seq)) {
            assertEquals(seq, tail.get(seq).seq());
            count++;
        }
        return count;
    }
}

package dev.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A rate, a burst, and what becomes of those who take no notice of them. */
class TokenBucketTest {

    private final TokenBucket bucket = new TokenBucket(10, 5, 0);

    @Test
    void allowsABurstAndThenTheRate() {
        for (int i = 0; i < 5; i++) {
            assertEquals(0, bucket.take(0));
        }
        assertEquals(100, bucket.take(0));
        var allowed = 0;
        for (int ms = 1000; ms <= 11_000; ms += 100) {
            allowed += bucket.take(ms) == 0 ? 1 : 0;
        }
        assertEquals(101, allowed);
    }

    @Test
    void whoWaitsAsLongAsToldIsLetThrough() {
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now += bucket.take(now);
        }
        for (int i = 0; i < 5; i++) {
            bucket.take(now);
        }
        var wait = bucket.take(now);
        assertEquals(0, new TokenBucket(10, 5, 0).take(0));
        assertTrue(wait > 0);
        assertEquals(0, bucket.take(now + wait + 100), "the refused one itself has to be made good as well");
    }

    @Test
    void countsDebtDownToOneBurst() {
        for (int i = 0; i < 9; i++) {
            bucket.take(0);
            assertEquals(0, bucket.overdrawnMs());
        }
        for (int i = 0; i < 100; i++) {
            bucket.take(0);
        }
        assertEquals(500, bucket.overdrawnMs());
        assertTrue(bucket.take(400) > 0);
        assertEquals(0, bucket.take(1000));
    }
}

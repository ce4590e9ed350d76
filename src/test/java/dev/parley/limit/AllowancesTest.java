package dev.parley.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.AllowanceSettings;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys that come and go, and how few of them are remembered. */
class AllowancesTest {

    private static final int KEYS_MAX = 100;

    private long now;
    private final Allowances all = new Allowances(
        new AllowanceSettings(1, 1, 1, 1, 1, 1, 1, 1, 2), KEYS_MAX, () -> now);

    @Test
    void letsInAsManyAsAKeyMayHaveAndAnotherWhenOneLeaves() {
        var first = all.enter("a").orElseThrow();
        assertTrue(all.enter("a").isPresent());
        assertTrue(all.enter("a").isEmpty());
        assertTrue(all.enter("b").isPresent(), "another key");
        first.close();
        first.close();
        assertTrue(all.enter("a").isPresent());
        assertTrue(all.enter("a").isEmpty(), "a pass that is given back twice counts once");
    }

    @Test
    void forgetsWhoIsAsGoodAsNewAndNobodyElse() {
        var connected = all.enter("connected").orElseThrow();
        var busy = all.visit("busy");
        assertEquals(0, busy.take(Kind.COMMANDS, 1));
        all.visit("idle");
        all.sweep();
        assertEquals(2, all.size());
        assertSame(busy, all.visit("busy"));
        now += 1_000_000_000L;
        connected.close();
        all.sweep();
        assertEquals(0, all.size());
    }

    @Test
    void remembersNoMoreKeysThanItMayAndLetsTheRestShare() {
        IntStream.range(0, KEYS_MAX).forEach(i -> all.enter("k" + i));
        var others = new ArrayList<Pass>();
        for (int i = 0; i < 100_000; i++) {
            all.enter("other" + i).ifPresent(others::add);
        }
        assertEquals(KEYS_MAX, all.size());
        assertEquals(2_048, others.size(), "two connections for each of the shared ones");
        assertNotSame(all.visit("k1"), all.visit("other1"), "who is known keeps his own");
        others.forEach(Pass::close);
        assertTrue(all.enter("other1").isPresent());
    }

    @Test
    void countsExactlyWhileKeysAreForgotten() throws InterruptedException {
        var sweeper = new Thread(() -> IntStream.range(0, 20_000).forEach(i -> all.sweep()));
        sweeper.start();
        for (int i = 0; i < 20_000; i++) {
            var pass = all.enter("a").orElseThrow();
            var second = all.enter("a").orElseThrow();
            assertTrue(all.enter("a").isEmpty());
            pass.close();
            second.close();
        }
        sweeper.join();
    }
}

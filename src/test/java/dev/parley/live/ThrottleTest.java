package dev.parley.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Namespace;
import dev.parley.config.SettingsReader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Namespace SLOW = SettingsReader.forTests(
        "namespaces=slow: {log: none, rate: {perSecond: 10, burst: 3}}").namespaces().getLast();

    private final AtomicLong now = new AtomicLong(1);
    private final Throttle throttle = new Throttle(now::get);

    private void pass(long ms) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    @Test
    void aBurstIsTakenAndThenTheSteadyRate() {
        for (int i = 0; i < 3; i++) {
            assertEquals(0, throttle.take(SLOW, "ana"));
        }
        assertEquals(100, throttle.take(SLOW, "ana"));
        assertEquals(0, throttle.take(SLOW, "bob"), "each for himself");
        pass(100);
        assertEquals(0, throttle.take(SLOW, "ana"));
        assertEquals(100, throttle.take(SLOW, "ana"), "what was refused costs nothing");
        pass(10_000);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, throttle.take(SLOW, "ana"));
        }
        assertTrue(throttle.take(SLOW, "ana") > 0, "no more than a burst is saved up");
    }

    @Test
    void whereNoRateIsSaidNobodyIsCounted() {
        var free = SettingsReader.forTests().namespaces().getFirst();
        for (int i = 0; i < 1_000; i++) {
            assertEquals(0, throttle.take(free, "ana"));
        }
        assertEquals(0, throttle.size());
    }

    @Test
    void whoeverIsAsGoodAsNewIsForgottenAndTheRestSharesAnEntry() {
        for (int i = 0; i < Throttle.KEYS_MAX + 50; i++) {
            throttle.take(SLOW, "u" + i);
        }
        assertEquals(Throttle.KEYS_MAX + 1, throttle.size(), "one is everybody's beyond the bound");
        pass(100);
        assertEquals(0, throttle.take(SLOW, "late"));
        assertTrue(throttle.size() < 100, "size " + throttle.size());
    }
}

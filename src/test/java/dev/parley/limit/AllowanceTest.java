package dev.parley.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rates, bursts and debts, on a clock that the test moves. */
class AllowanceTest {

    private long now;
    private final Allowance allowance = new Allowance(new Rates(new int[] {10, 1_000, 1, 1},
        new int[] {5, 2_000, 1, 1}, () -> now));

    private void pass(long ms) {
        now += TimeUnit.MILLISECONDS.toNanos(ms);
    }

    @Test
    void allowsABurstAndThenTheRate() {
        for (int i = 0; i < 5; i++) {
            assertEquals(0, allowance.take(Kind.COMMANDS, 1));
        }
        assertEquals(100, allowance.take(Kind.COMMANDS, 1));
        var allowed = 0;
        for (int i = 0; i < 100; i++) {
            pass(100);
            allowed += allowance.take(Kind.COMMANDS, 1) == 0 ? 1 : 0;
        }
        assertEquals(100, allowed);
    }

    @Test
    void takesAllOrNothing() {
        assertEquals(0, allowance.take(Kind.COMMANDS, 3));
        assertEquals(100, allowance.take(Kind.COMMANDS, 3), "one is missing");
        assertEquals(0, allowance.take(Kind.COMMANDS, 2), "the refused ones cost nothing");
    }

    @Test
    void countsEachKindForItself() {
        assertEquals(0, allowance.take(Kind.COMMANDS, 5));
        assertEquals(0, allowance.take(Kind.BYTES, 2_000));
        assertTrue(allowance.take(Kind.COMMANDS, 1) > 0);
        assertTrue(allowance.take(Kind.BYTES, 1) > 0);
    }

    @Test
    void chargesWhatHasHappenedUpToOneBurstOfDebt() {
        assertEquals(0, allowance.charge(Kind.BYTES, 2_000));
        assertEquals(0, allowance.owed(Kind.BYTES));
        assertEquals(500, allowance.charge(Kind.BYTES, 500));
        assertEquals(2_000, allowance.charge(Kind.BYTES, 1_000_000), "no more than a burst");
        assertEquals(2_000, allowance.owed(Kind.BYTES));
        pass(1_999);
        assertEquals(1, allowance.owed(Kind.BYTES));
        pass(1);
        assertEquals(0, allowance.owed(Kind.BYTES));
    }

    @Test
    void reservesPlacesInAQueueOfSomeLength() {
        for (int i = 0; i < 5; i++) {
            assertEquals(0, allowance.reserve(Kind.COMMANDS, 300));
        }
        assertEquals(100, allowance.reserve(Kind.COMMANDS, 300));
        assertEquals(200, allowance.reserve(Kind.COMMANDS, 300));
        assertEquals(300, allowance.reserve(Kind.COMMANDS, 300));
        assertEquals(400, allowance.reserve(Kind.COMMANDS, 300), "too late");
        assertEquals(400, allowance.reserve(Kind.COMMANDS, 300), "and nothing was taken");
        pass(100);
        assertEquals(300, allowance.reserve(Kind.COMMANDS, 300));
    }

    @Test
    void isUnusedWhenAllIsPaidAndNobodyIsConnected() {
        assertTrue(allowance.unused());
        allowance.take(Kind.COMMANDS, 1);
        assertFalse(allowance.unused());
        pass(100);
        assertTrue(allowance.unused());
        assertTrue(allowance.enter(1));
        assertFalse(allowance.unused());
        assertFalse(allowance.enter(1));
        allowance.leave();
        assertTrue(allowance.unused());
    }

    @Test
    void givesNoMoreWhenManyThreadsTake() throws InterruptedException {
        var rates = new Rates(new int[] {1, 1, 1, 1}, new int[] {1, 50_000, 1, 1}, () -> 0);
        var shared = new Allowance(rates);
        var taken = new AtomicInteger();
        var threads = IntStream.range(0, 4).mapToObj(i -> new Thread(() -> {
            for (int n = 0; n < 20_000; n++) {
                taken.addAndGet(shared.take(Kind.BYTES, 1) == 0 ? 1 : 0);
            }
        })).toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(50_000, taken.get());
    }
}

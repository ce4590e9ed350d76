package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a limit. */
final class Await {

    private static final long LIMIT_MS = 15_000;
    private static final long STEP_NANOS = 2_000_000;

    private Await() {
    }

    static void until(BooleanSupplier condition) {
        long end = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.currentTimeMillis() < end, "waited in vain");
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}

package dev.parley.persistence;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tries something until it works, with a limit. */
final class Await {

    private static final long LIMIT_SECONDS = 20;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Await() {
    }

    static <T> T until(Callable<T> attempt) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            try {
                return attempt.call();
            } catch (Exception | AssertionError fault) {
                if (System.nanoTime() > end) {
                    throw fault;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}

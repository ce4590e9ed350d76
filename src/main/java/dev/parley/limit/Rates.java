package dev.parley.limit;

import dev.parley.config.AllowanceSettings;
import java.util.function.LongSupplier;

/** The rates of one kind of key, and the clock that all its allowances go by. */
final class Rates {

    private static final double NANOS = 1e9;

    private final double[] nanosEach;
    private final long[] burstNanos;
    private final LongSupplier nanoTime;

    /** @param nanoTime a clock that never goes back */
    Rates(AllowanceSettings settings, LongSupplier nanoTime) {
        this(new int[] {settings.commandsPerSecond(), settings.bytesPerSecond(),
                settings.connectsPerSecond(), settings.registrationsPerSecond()},
            new int[] {settings.commandsBurst(), settings.bytesBurst(), settings.connectsBurst(),
                settings.registrationsBurst()}, nanoTime);
    }

    /** One number of each kind, in the order of {@link Kind}. */
    Rates(int[] perSecond, int[] burst, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        nanosEach = new double[perSecond.length];
        burstNanos = new long[perSecond.length];
        for (int i = 0; i < perSecond.length; i++) {
            nanosEach[i] = NANOS / perSecond[i];
            burstNanos[i] = Math.round(nanosEach[i] * burst[i]);
        }
    }

    long now() {
        return nanoTime.getAsLong();
    }

    long cost(int kind, long amount) {
        return Math.round(nanosEach[kind] * amount);
    }

    long burst(int kind) {
        return burstNanos[kind];
    }
}

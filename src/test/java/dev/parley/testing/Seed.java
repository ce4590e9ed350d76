package dev.parley.testing;

import dev.parley.console.Console;

/** What makes the choices of a random test the same again. */
public final class Seed {

    private static final String GIVEN = "parley.seed";

    private Seed() {
    }

    /** A new one for this run, or that of {@code -Dparley.seed=…}; printed, so that a run can be repeated. */
    public static long of(Class<?> test) {
        var seed = Long.getLong(GIVEN, System.nanoTime());
        Console.say(test.getName() + ": -D" + GIVEN + "=" + seed);
        return seed;
    }
}

package dev.parley.bench;

/** How fast posts follow one another. */
sealed interface Pace {

    /**
     * At a rate, whatever the server does: a post that is late counts from when it should have been sent,
     * so that a server that stops does not look fast (coordinated omission).
     */
    record Steady(double postsPerSecond) implements Pace {
    }

    /**
     * As fast as answers and deliveries return.
     *
     * @param window posts whose deliveries may be under way
     */
    record Saturated(int window) implements Pace {
    }
}

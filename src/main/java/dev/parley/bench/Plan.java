package dev.parley.bench;

import java.util.List;

/**
 * One run of load.
 *
 * @param layout      rooms and their subscribers
 * @param pace        how fast posts follow one another
 * @param size        characters of a message's text
 * @param warmup      seconds of load before the measurement
 * @param seconds     seconds of the measurement
 * @param connectRate connections opened per second at most
 * @param threads     event loops of the clients
 */
record Plan(Layout layout, Pace pace, int size, int warmup, int seconds, int connectRate, int threads) {

    /** The same with one room of so many subscribers. */
    Plan of(int subscribers) {
        return new Plan(new Layout(List.of(subscribers)), pace, size, warmup, seconds, connectRate, threads);
    }

    Plan timed(int newWarmup, int newSeconds) {
        return new Plan(layout, pace, size, newWarmup, newSeconds, connectRate, threads);
    }
}

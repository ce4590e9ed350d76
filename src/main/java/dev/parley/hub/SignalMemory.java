package dev.parley.hub;

import dev.parley.protocol.Signal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest signal of each key, kept while some subscription of the feed is not live, so that it gets the
 * present value and not a queue. Signals are counted; a subscription remembers the count that it has seen.
 */
final class SignalMemory {

    static final int KEYS_MAX = 256;

    private record Numbered(long number, Signal signal) {
    }

    private final Map<String, Numbered> newest = new LinkedHashMap<>();
    private long count;

    /** How many lasting signals have passed. */
    long count() {
        return count;
    }

    /** Counts a signal that states something lasting; the count before it. */
    long pass() {
        return count++;
    }

    /** Keeps the signal counted last; above the bound the one longest unchanged is forgotten. */
    void keep(Signal signal) {
        newest.remove(signal.key());
        newest.put(signal.key(), new Numbered(count, signal));
        if (newest.size() > KEYS_MAX) {
            newest.remove(newest.keySet().iterator().next());
        }
    }

    void clear() {
        newest.clear();
    }

    /** Gives a subscription what it has missed; false when it could not take all of it. */
    boolean catchUp(FeedSubscription subscription, SharedFrames frames) {
        if (subscription.signals == count) {
            return true;
        }
        for (var kept : newest.values()) {
            if (kept.number > subscription.signals) {
                if (!subscription.take(frames.of(kept.signal))) {
                    return false;
                }
                subscription.signals = kept.number;
            }
        }
        subscription.signals = count;
        return true;
    }
}

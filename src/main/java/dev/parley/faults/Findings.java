package dev.parley.faults;

import dev.parley.console.Console;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What was found to be wrong, and how often harmless things happened. Any thread. */
final class Findings {

    final AtomicLong reconnected = new AtomicLong();
    final AtomicLong repeated = new AtomicLong();

    private static final int TOLD_MAX = 20;

    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final Map<Integer, Long> refusals = new ConcurrentSkipListMap<>();

    /** A law was broken. */
    void broken(String law) {
        broken.add(law);
        if (broken.size() <= TOLD_MAX) {
            Console.say("  BROKEN: " + law);
        }
    }

    /** Something was refused, rightly while something else is broken: it is asked again. */
    void refused(int code) {
        refusals.merge(code, 1L, Long::sum);
    }

    long refusals(int code) {
        return refusals.getOrDefault(code, 0L);
    }

    int count() {
        return broken.size();
    }

    @Override
    public String toString() {
        return "%d laws broken; refusals by code %s, %,d repeated posts, %,d reconnects".formatted(
            broken.size(), refusals, repeated.get(), reconnected.get());
    }
}

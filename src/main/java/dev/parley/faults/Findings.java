package dev.parley.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What was found to be wrong, and how often harmless things happened. Any thread. */
final class Findings {

    /** Refusals that are right while something is broken: the post is repeated with its id. */
    final AtomicLong refused = new AtomicLong();
    final AtomicLong reconnected = new AtomicLong();
    final AtomicLong repeated = new AtomicLong();

    private static final int TOLD_MAX = 20;

    private final List<String> broken = new CopyOnWriteArrayList<>();

    void broken(String law) {
        broken.add(law);
        if (broken.size() <= TOLD_MAX) {
            System.out.println("  BROKEN: " + law);
        }
    }

    int count() {
        return broken.size();
    }
}

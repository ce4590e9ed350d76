package dev.parley.hub;

import dev.parley.protocol.Publication;
import java.util.HashMap;
import java.util.Map;

/**
 * Publications of one feed that came before their elders. Bounded: what does not fit is dropped, because
 * the log still has it.
 */
final class Reorder {

    private final int most;
    private final Map<Long, Publication> early = new HashMap<>();

    Reorder(int most) {
        this.most = most;
    }

    void add(Publication publication) {
        if (early.size() < most) {
            early.putIfAbsent(publication.seq(), publication);
        }
    }

    /** Takes out the publication with that seq, or gives null when it has not come. */
    Publication take(long seq) {
        return early.isEmpty() ? null : early.remove(seq);
    }

    /** Forgets what a new head has passed, or what belongs to another epoch. */
    void keepOnlyAfter(long head, String epoch) {
        early.values().removeIf(waiting -> waiting.seq() <= head || !waiting.epoch().equals(epoch));
    }

    /** The newest that waits; 0 when none does. */
    long newest() {
        return early.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    boolean isEmpty() {
        return early.isEmpty();
    }
}

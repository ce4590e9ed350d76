package dev.parley.bench;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The messages of a room as their posters were told: number and id. What a reader saw is right when it
 * gives the same sum over the same numbers.
 */
final class Ledger {

    private final ConcurrentSkipListMap<Long, Integer> ids = new ConcurrentSkipListMap<>();
    private Answer answer = new Answer(0, 0, OptionalLong.empty());

    /** Most readers of a room ask the same. */
    private record Answer(long after, long upTo, OptionalLong sum) {
    }

    void acknowledged(long seq, int idHash) {
        ids.put(seq, idHash);
    }

    /** The highest number that a poster was told of; 0 = none. */
    long head() {
        return ids.isEmpty() ? 0 : ids.lastKey();
    }

    /**
     * The sum of a reader that saw all from the one number, exclusive, to the other; empty when not all of
     * them are known here. Called by one thread, after the load.
     */
    OptionalLong sum(long after, long upTo) {
        if (answer.after != after || answer.upTo != upTo) {
            answer = new Answer(after, upTo, add(after, upTo));
        }
        return answer.sum;
    }

    private OptionalLong add(long after, long upTo) {
        long sum = 0;
        long next = after + 1;
        for (var entry : ids.subMap(after, false, upTo, true).entrySet()) {
            if (entry.getKey() != next++) {
                return OptionalLong.empty();
            }
            sum = add(sum, entry.getValue());
        }
        return next == upTo + 1 ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** Order matters: the same ids in another order give another sum. */
    static long add(long sum, int idHash) {
        return sum * 31 + idHash;
    }

    /** The hash of an id, the same as of its bytes in {@link dev.parley.client.FrameText}. */
    static int hash(String id) {
        return id.hashCode();
    }
}

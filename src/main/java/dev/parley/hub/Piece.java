package dev.parley.hub;

import dev.parley.log.Page;
import dev.parley.protocol.Publication;
import java.util.List;

/**
 * What of a page may be used: publications without a hole, and the floor that the log told with them.
 */
record Piece(List<Publication> publications, long floor) {

    static final Piece NONE = new Piece(List.of(), 0);

    /** The publications before the first that was withdrawn while the page was under way. */
    static Piece of(Page page, List<Long> withdrawn) {
        var all = page.publications();
        int end = 0;
        while (end < all.size() && !withdrawn.contains(all.get(end).seq())) {
            end++;
        }
        return new Piece(all.subList(0, end), page.floor());
    }

    /** The publication with that seq, or null when it is not in the piece. */
    Publication get(long seq) {
        if (publications.isEmpty()) {
            return null;
        }
        long place = seq - publications.getFirst().seq();
        return place < 0 || place >= publications.size() ? null : publications.get((int) place);
    }

    /** The last seq, 0 in an empty piece. */
    long last() {
        return publications.isEmpty() ? 0 : publications.getLast().seq();
    }
}

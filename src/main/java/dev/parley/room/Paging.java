package dev.parley.room;

import dev.parley.protocol.Fields;
import java.util.Optional;

/**
 * Which page of a list is wanted.
 *
 * @param after the {@code next} of the page before, opaque; empty = the first page
 * @param limit entries at most
 */
record Paging(Optional<String> after, int limit) {

    private static final int CURSOR_MAX = 2000;
    private static final int USUAL = 50;
    private static final String NO_CURSOR = "must be the \"next\" of an earlier page";

    /** Reads the fields {@code after} and {@code limit}. */
    static Paging read(Fields body, int pageMax) {
        return new Paging(body.optionalText("after", 1, CURSOR_MAX), limit(body, pageMax));
    }

    /** As {@link #read}, where the cursor is a seq: a number, or a text that is one. */
    static Paging readSeq(Fields body, int pageMax, long seqMax) {
        var after = body.value("after").filter(Number.class::isInstance).isPresent()
            ? Optional.of(Long.toString(body.number("after", 0, seqMax)))
            : body.optionalText("after", 1, CURSOR_MAX);
        if (after.isPresent() && !after.get().matches("\\d{1,16}")) {
            throw Fields.bad("after", NO_CURSOR);
        }
        return new Paging(after, limit(body, pageMax));
    }

    /** As {@link #read}, where the cursor is a time in microseconds, a channel's number and a seq. */
    static Paging readSearch(Fields body, int pageMax) {
        return shaped(read(body, pageMax), "\\d{1,17} \\d{1,18} \\d{1,16}");
    }

    /** As {@link #read}, where the cursor is a channel's number and a seq. */
    static Paging readEntry(Fields body, int pageMax) {
        return shaped(read(body, pageMax), "\\d{1,18} \\d{1,16}");
    }

    private static Paging shaped(Paging paging, String cursor) {
        if (paging.after().isPresent() && !paging.after().get().matches(cursor)) {
            throw Fields.bad("after", NO_CURSOR);
        }
        return paging;
    }

    static int limit(Fields body, int pageMax) {
        return (int) body.optionalNumber("limit", 1, pageMax).orElse(Math.min(USUAL, pageMax));
    }
}

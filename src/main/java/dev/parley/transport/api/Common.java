package dev.parley.transport.api;

import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

/** Fields that many commands have. */
final class Common {

    static final Field ROOM = must("room", Types.id(), "The room's id.");
    static final Field MESSAGE = must("id", Types.id(), "The message's id.");

    private static final int CURSOR_MAX = 2000;
    private static final int USUAL = 50;

    private Common() {
    }

    /** Which page of a list is wanted. */
    static Field[] paging(int pageMax) {
        return new Field[] {
            may("after", Types.text(1, CURSOR_MAX), "The `next` of the page before; absent: the first page."),
            limit(pageMax)};
    }

    static Field limit(int most) {
        return may("limit", Types.whole(1, most).put("default", Math.min(USUAL, most)), "Entries at most.");
    }
}

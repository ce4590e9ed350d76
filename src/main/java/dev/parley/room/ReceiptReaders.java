package dev.parley.room;

import dev.parley.protocol.Fields;

/** Reads the bodies of {@code parley.receipts}. */
final class ReceiptReaders {

    /** So many that the list of a room whose receipts are told is whole without paging. */
    private static final int PAGE_MAX = 1000;

    ReceiptCommand.Mark read(Fields body) {
        return new ReceiptCommand.Mark(body.id("room"), body.number("seq", 0, MessageReaders.SEQ_MAX), true);
    }

    ReceiptCommand.Mark delivered(Fields body) {
        return new ReceiptCommand.Mark(body.id("room"), body.number("seq", 0, MessageReaders.SEQ_MAX), false);
    }

    ReceiptCommand.Receipts list(Fields body) {
        var limit = (int) body.optionalNumber("limit", 1, PAGE_MAX).orElse(PAGE_MAX);
        var paging = new Paging(Paging.read(body, PAGE_MAX).after(), limit);
        return new ReceiptCommand.Receipts(body.id("room"), paging);
    }

    ReceiptCommand.Unread unread(Fields body) {
        return new ReceiptCommand.Unread();
    }
}

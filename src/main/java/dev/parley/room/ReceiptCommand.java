package dev.parley.room;

/** A command of {@code parley.receipts}: well formed, not yet allowed. */
sealed interface ReceiptCommand extends Command {

    /** One that does not change anything. */
    sealed interface Question extends ReceiptCommand, Read {
    }

    /**
     * The caller has come so far in a room. Marks move forward only, so their order does not matter, and many
     * of one room become one statement.
     *
     * @param read whether he has read up to here, or only received it
     */
    record Mark(String room, long seq, boolean read) implements ReceiptCommand {
    }

    record Receipts(String room, Paging paging) implements Question {
    }

    /** All rooms of the caller. */
    record Unread() implements Question {
    }
}

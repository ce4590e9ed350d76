package dev.parley.room;

/** Which part of a room's history is wanted; seqs are exclusive. */
sealed interface Window {

    record Newest() implements Window {
    }

    record Before(long seq) implements Window {
    }

    record After(long seq) implements Window {
    }

    /** Half of the page on each side of a seq, which is itself included where it is a message. */
    record Around(long seq) implements Window {
    }
}

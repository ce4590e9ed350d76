package dev.parley.hub;

import dev.parley.protocol.Refusal;

/** Who waits for a piece of a log: a subscription that is behind, or a feed that mends itself. */
interface PageWaiter {

    /** Whose right the log looks at; empty = the server itself. */
    String user();

    /** Whether the piece is still of use. */
    boolean wants();

    /** The piece has come; it may be empty, then the waiter asks again if it still wants one. */
    void landed(Piece piece);

    /** The log no longer lets this waiter's user read. */
    void refused(Refusal why);
}

package dev.parley.relay;

/**
 * What one relay tells another, in one message of the bus. {@code life} is the incarnation of the relay that
 * counts: a random number, another after every start. {@code counter} is the number of the last batch that
 * it made.
 */
sealed interface Frame {

    /** Asks the receiver to answer: only then is the way there known to work. */
    record Hello(String node, long life, long counter) implements Frame {
    }

    /** The answer to a hello. */
    record Welcome(String node, long life, long counter) implements Frame {
    }

    /** The batch of that number. */
    record Load(String node, long life, long counter, Encoded events) implements Frame {
    }

    /** Says only how far its sender is: in place of batches for a slow peer, and when an ack is overdue. */
    record Counters(String node, long life, long counter) implements Frame {
    }

    /** From {@code node}: of the receiver's life {@code life}, all up to {@code counter} was taken in. */
    record Ack(String node, long life, long counter) implements Frame {
    }

    /** Bytes of an unknown version or shape. */
    record Unreadable(String why) implements Frame {
    }
}

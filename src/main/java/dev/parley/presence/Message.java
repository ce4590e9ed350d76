package dev.parley.presence;

import java.util.List;
import java.util.Objects;

/**
 * What one node tells another about presence. Each may be lost, doubled or overtaken. {@code node} is the
 * sender and {@code life} its incarnation, except in a {@link Want}, which names whose it is.
 */
sealed interface Message {

    String node();

    /** The ops after number {@code after}, without a hole. */
    record Delta(String node, long life, long after, List<Op> ops) implements Message {
        public Delta {
            ops = List.copyOf(ops);
        }
    }

    /** How far the sender is, and the sum of all that it has. */
    record Digest(String node, long life, long counter, long hash) implements Message {
    }

    /**
     * Asks the receiver for what it has said after {@code counter} in its life {@code life}.
     *
     * @param counter -1 = for everything anew
     */
    record Want(String node, long life, long counter) implements Message {
    }

    /**
     * A piece of all that the sender has, as it stands at {@code counter}.
     *
     * @param piece from 0 on
     */
    record Whole(String node, long life, long counter, int piece, int pieces,
                 List<Standing> sessions) implements Message {
        public Whole {
            sessions = List.copyOf(sessions);
        }
    }

    /** A session with all its channels. */
    record Standing(Meta meta, List<String> channels) {
        public Standing {
            Objects.requireNonNull(meta);
            channels = List.copyOf(channels);
        }
    }

    /** What a user has said of himself, for the nodes that have sessions of his. */
    record Said(String node, String user, Stance stance) implements Message {
    }

    /** Bytes of an unknown version or shape. */
    record Unreadable(String node, String why) implements Message {
    }
}

package dev.parley.cluster;

/** What can happen to the members of a cluster, the node itself apart. */
public sealed interface Change {

    Member member();

    /** A node joined, or was found again after a split; may be told twice. */
    record Joined(Member member) implements Change {
    }

    /** A node left, died, or is out of reach. */
    record Left(Member member) implements Change {
    }
}

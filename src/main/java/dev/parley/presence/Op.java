package dev.parley.presence;

/** One thing that a node says of its own sessions; a node's ops are numbered 1, 2, 3 … in their order. */
sealed interface Op {

    /** A session is there, or is described anew; its channels stay. */
    record Put(Meta meta) implements Op {
    }

    /** A session listens to a channel. */
    record Enter(String session, String channel) implements Op {
    }

    /** A session listens to a channel no more. */
    record Exit(String session, String channel) implements Op {
    }

    /** A session is gone, out of all its channels. */
    record Drop(String session) implements Op {
    }
}

package dev.parley.presence;

import java.util.HashMap;
import java.util.Map;

/** What one node has said of its sessions so far, within a {@link View}, which alone changes the entries. */
final class Origin {

    final String node;
    final Map<String, Entry> entries = new HashMap<>();

    /** The incarnation of the node that counts; the later one is the greater; 0 = not heard of yet. */
    long life;

    /** The number of the last op that is in. */
    long counter;

    /** The sum of the digests of all entries and of all their channels. */
    long hash;

    /** The node is gone; its entries are kept for a moment. */
    boolean falling;

    /** When it was, as this node saw it, in milliseconds. */
    long fellAt;

    Origin(String node) {
        this.node = node;
    }
}

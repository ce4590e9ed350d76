package dev.parley.bus;

import io.vertx.core.Future;

/**
 * The instances of one verticle kind on this node, behind a table of shards: equal keys reach the same
 * instance,
 * in the order in which one context sends them, also while the group grows or shrinks.
 */
public interface Group {

    /** Asks the instance that serves the key; failures as in {@link Bus#ask}. */
    <R> Future<R> ask(Object key, Record question, long timeoutMs);

    /** How many instances serve now. */
    int size();
}

package dev.parley.log;

import dev.parley.protocol.Event;
import java.util.List;

/**
 * Tells every node of the cluster, quickly and with no promise: a bell may be missed, repeated or heard out
 * of order,
 * and nothing is lost, because the log is the truth. Ring only after the commit.
 */
public interface Bell {

    /**
     * Rings for events, in this order. Never blocks and never fails; may be called on any context, and keeps
     * the order
     * of calls from one context.
     */
    void ring(List<? extends Event> events);
}

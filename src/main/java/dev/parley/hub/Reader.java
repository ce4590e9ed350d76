package dev.parley.hub;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One subscriber as its hub knows it: its subscriptions, and which of them are behind. */
final class Reader {

    final Subscriber subscriber;

    /** Those that are not live and wait to be fed; some may have ended meanwhile. */
    final ArrayDeque<FeedSubscription> behind = new ArrayDeque<>();

    /** The pipe took no more; nothing is offered to what is behind until it has drained. */
    boolean full;

    /** It stands in the line of those to be fed. */
    boolean inLine;

    /** A page is on its way for it: one at a time. */
    boolean paging;

    private final Map<String, FeedSubscription> subscriptions = new HashMap<>();

    Reader(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    void put(FeedSubscription subscription) {
        subscriptions.put(subscription.channel(), subscription);
    }

    /** Forgets a subscription, unless another has taken its place. */
    void forget(FeedSubscription subscription) {
        subscriptions.remove(subscription.channel(), subscription);
    }

    /** Ends what it has on a channel, if anything. */
    void end(String channel) {
        var former = subscriptions.remove(channel);
        if (former != null) {
            former.end();
        }
    }

    /** Those whose rights are not looked at just now. */
    List<FeedSubscription> unsuspended() {
        return subscriptions.values().stream().filter(one -> !one.suspended()).toList();
    }

    void endAll() {
        var all = List.copyOf(subscriptions.values());
        subscriptions.clear();
        all.forEach(FeedSubscription::end);
        behind.clear();
    }
}

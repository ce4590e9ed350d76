package dev.parley.hub;

import dev.parley.protocol.Channels;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Those of a channel with a state who have not had it yet: nothing that changes it is offered to them before.
 * Who falls behind there waits for a state again, instead of for what he missed.
 */
final class StateWait {

    private final Set<FeedSubscription> waiting = new LinkedHashSet<>();
    private final Runnable ask;
    private boolean asked;

    private StateWait(Runnable ask) {
        this.ask = ask;
    }

    /** Of a channel that has a state; empty for others. */
    static Optional<StateWait> of(ChannelFeed feed) {
        return Channels.isPresence(feed.channel())
            ? Optional.of(new StateWait(() -> feed.parts.watch().awaitsState(feed))) : Optional.empty();
    }

    void add(FeedSubscription subscription) {
        waiting.add(subscription);
        if (!asked) {
            asked = true;
            ask.run();
        }
    }

    void remove(FeedSubscription subscription) {
        waiting.remove(subscription);
    }

    /** The state has come: gives those for whom it is. */
    List<FeedSubscription> answered() {
        asked = false;
        var there = waiting.stream().filter(FeedSubscription::behind).toList();
        waiting.clear();
        return there;
    }
}

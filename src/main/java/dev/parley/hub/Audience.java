package dev.parley.hub;

import dev.parley.protocol.Event;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import dev.parley.protocol.Wildcards;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** All subscriptions of one feed: those that are live, and those that are held, suspended or behind. */
final class Audience {

    private final List<FeedSubscription> all = new ArrayList<>();
    private final List<FeedSubscription> ahead = new ArrayList<>();
    private final LiveList live = new LiveList();
    private final SignalMemory signals = new SignalMemory();
    private final SharedFrames frames;
    private final HubMeters meters;
    private final Optional<StateWait> states;
    private boolean choosing;

    /** @param states of a channel whose subscribers are told its state before anything that changes it */
    Audience(SharedFrames frames, HubMeters meters, Optional<StateWait> states) {
        this.frames = frames;
        this.meters = meters;
        this.states = states;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void add(FeedSubscription subscription) {
        subscription.seat = all.size();
        subscription.signals = signals.count();
        all.add(subscription);
        meters.subscribed(1);
    }

    void remove(FeedSubscription subscription) {
        if (subscription.seat == FeedSubscription.NO_SEAT) {
            return;
        }
        meters.subscribed(-1);
        var last = all.removeLast();
        if (last != subscription) {
            all.set(subscription.seat, last);
            last.seat = subscription.seat;
        }
        subscription.seat = FeedSubscription.NO_SEAT;
        if (subscription.place != LiveList.NOT_LIVE) {
            live.remove(subscription);
        }
        ahead.remove(subscription);
        states.ifPresent(wait -> wait.remove(subscription));
        forgetSignals();
    }

    /**
     * Gives it the signals that it missed, then every event at once; false when its pipe is full. Where there
     * is a state, it waits for that instead.
     */
    boolean join(FeedSubscription subscription) {
        if (states.isPresent()) {
            states.get().add(subscription);
            return true;
        }
        if (!signals.catchUp(subscription, frames)) {
            return false;
        }
        if (subscription.behind()) {
            live.add(subscription);
            forgetSignals();
        }
        return true;
    }

    /** Takes a live one out, its cursor at the head. */
    void pause(FeedSubscription subscription, long head) {
        if (subscription.place != LiveList.NOT_LIVE) {
            live.remove(subscription);
            subscription.cursor = head;
            subscription.signals = signals.count();
        }
    }

    /** It was opened at a head that the feed has not reached; {@link #arrived} gives it back. */
    void awaitFeed(FeedSubscription subscription) {
        ahead.add(subscription);
    }

    /** Does anybody wait for the feed to come to where he is? */
    boolean awaitsFeed() {
        return !ahead.isEmpty();
    }

    /** Those that waited for the feed to come to where they are. */
    List<FeedSubscription> arrived(long head) {
        if (ahead.isEmpty()) {
            return List.of();
        }
        var there = ahead.stream().filter(waiting -> waiting.cursor <= head).toList();
        ahead.removeAll(there);
        return there;
    }

    /** Tells all that are live; those who cannot take it keep their cursor before it. */
    void publish(List<Publication> publications, long before) {
        deliver(publications, before, signals.count());
    }

    void signal(Signal signal, long head) {
        if (signal.key().isEmpty() || states.isPresent()) {
            deliver(List.of(signal), head, signals.count());
            return;
        }
        long before = signals.pass();
        deliver(List.of(signal), head, before);
        if (all.size() > live.size()) {
            signals.keep(signal);
        }
    }

    /** Signals that state nothing lasting: they go as one. */
    void signals(List<Signal> run, long head) {
        deliver(run, head, signals.count());
    }

    /** Whether each is told of those channels only that his token names; of a pattern of channels. */
    void chooses(boolean each) {
        choosing = each;
    }

    /** Tells what is from one of many channels to all that are live, as far as it is for them. */
    void signalOf(String channel, Signal signal) {
        if (!choosing) {
            deliver(List.of(signal), 0, signals.count());
            return;
        }
        var fits = new IdentityHashMap<List<String>, Boolean>();
        var broadcast = new Broadcast(List.of(signal), frames.allocator());
        int taken = live.deliver(broadcast, 0, signals.count(), taker -> fits.computeIfAbsent(
            taker.grants(), grants -> Wildcards.anyCovers(grants, channel)));
        broadcast.release();
        meters.deliveries.increment(taken);
    }

    /** The state of the channel, for those who wait for it: from then on they are live. */
    void state(Signal state) {
        var waiting = states.map(StateWait::answered).orElse(List.of());
        var broadcast = new Broadcast(List.of(state), frames.allocator());
        for (var subscription : waiting) {
            if (!subscription.take(broadcast)) {
                subscription.fallBehind(0, signals.count());
            } else if (subscription.behind()) {
                live.add(subscription);
                meters.deliveries.increment();
            }
        }
        broadcast.release();
    }

    /** Everyone goes on from the position, in a new log. */
    void restart(Position position) {
        ahead.clear();
        for (var subscription : List.copyOf(all)) {
            if (!subscription.ended()) {
                meters.restarts.increment();
                subscription.restart(position);
            }
        }
    }

    /** Those that are not suspended yet. */
    List<FeedSubscription> unsuspended() {
        return all.stream().filter(one -> !one.suspended()).toList();
    }

    private void deliver(List<? extends Event> events, long cursor, long hadSignals) {
        if (live.size() == 0) {
            return;
        }
        var broadcast = new Broadcast(events, frames.allocator());
        int taken = live.deliver(broadcast, cursor, hadSignals);
        broadcast.release();
        meters.deliveries.increment((double) taken * events.size());
    }

    private void forgetSignals() {
        if (all.size() == live.size()) {
            signals.clear();
        }
    }
}

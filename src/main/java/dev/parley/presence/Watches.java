package dev.parley.presence;

import dev.parley.bus.Deserted;
import dev.parley.bus.Newcomer;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The channels whose presence somebody on this node watches. A change is told at once, and what follows it
 * together after a while; a newcomer is told the state, and from then on the changes, in one order. Times in
 * milliseconds.
 */
final class Watches {

    /** Where the watchers are. */
    interface Audience {

        /** What these hubs tell all who have had the state. */
        void tell(Set<Integer> hubs, Signal change);

        /** What these hubs tell those who wait for the state. */
        void state(Set<Integer> hubs, Signal state);
    }

    private final View view;
    private final Listing listing;
    private final EntryText text;
    private final Audience audience;
    private final Map<String, Watch> byChannel = new HashMap<>();
    private final List<Watch> due = new ArrayList<>();

    Watches(View view, Listing listing, EntryText text, Audience audience) {
        this.view = view;
        this.listing = listing;
        this.text = text;
        this.audience = audience;
    }

    int size() {
        return byChannel.size();
    }

    /** Whether something is to be told, now or later. */
    boolean due() {
        return !due.isEmpty();
    }

    void arrived(Newcomer newcomer) {
        var channel = Channels.idOf(newcomer.channel());
        var watch = byChannel.computeIfAbsent(channel, name -> new Watch(name, view, listing, text));
        watch.hubs.add(newcomer.hub());
        watch.newcomers.add(newcomer.hub());
        enlist(watch);
    }

    void deserted(Deserted deserted) {
        var watch = byChannel.get(Channels.idOf(deserted.channel()));
        if (watch != null) {
            watch.hubs.remove(deserted.hub());
            watch.newcomers.remove(deserted.hub());
            if (watch.hubs.isEmpty()) {
                byChannel.remove(watch.channel);
            }
        }
    }

    /** How a user is seen in a channel may have changed. */
    void touched(String channel, String user, boolean much) {
        var watch = byChannel.get(channel);
        if (watch != null) {
            watch.touch(user, much);
            enlist(watch);
        }
    }

    /**
     * Tells what is due.
     *
     * @return how long until something is due again; -1 = nothing waits
     */
    long flush(long now) {
        long next = -1;
        var ready = List.copyOf(due);
        due.clear();
        for (var watch : ready) {
            long quiet = watch.quietMs(now);
            watch.due = quiet > 0 && watch.changing();
            if (watch.due) {
                due.add(watch);
                next = next < 0 ? quiet : Math.min(next, quiet);
            } else if (watch.changing()) {
                watch.change(now).ifPresent(change -> audience.tell(watch.hubs, change));
            }
            welcome(watch);
        }
        return next;
    }

    private void enlist(Watch watch) {
        if (!watch.due) {
            watch.due = true;
            due.add(watch);
        }
    }

    private void welcome(Watch watch) {
        if (!watch.newcomers.isEmpty()) {
            audience.state(Set.copyOf(watch.newcomers), watch.state());
            watch.newcomers.clear();
        }
    }
}

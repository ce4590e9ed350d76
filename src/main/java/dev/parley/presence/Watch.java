package dev.parley.presence;

import dev.parley.protocol.Channels;
import dev.parley.protocol.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A channel that hubs of this node watch: what they have been told of it, and what has changed since. Lives
 * on the presence's context; times in milliseconds.
 */
final class Watch {

    final String channel;
    final Set<Integer> hubs = new LinkedHashSet<>();

    /** Hubs with subscribers who wait for the state. */
    final Set<Integer> newcomers = new LinkedHashSet<>();

    /** A flush of it is to come. */
    boolean due;

    private final View view;
    private final Listing listing;
    private final EntryText text;
    private final Map<String, Shown> told = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private int count;
    private boolean sampled;
    private long quietUntil;
    private boolean urgent;
    private long patientUntil;
    private Signal state;

    Watch(String channel, View view, Listing listing, EntryText text) {
        this.channel = channel;
        this.view = view;
        this.listing = listing;
        this.text = text;
        restart();
    }

    /** What is not much is told a while later: by then it may be as it was before. */
    void touch(String user, boolean much) {
        touched.add(user);
        urgent |= much;
    }

    /** Whether something may have changed that was not told yet. */
    boolean changing() {
        return !touched.isEmpty();
    }

    /** How long nothing more may be told; 0 = it may be now. */
    long quietMs(long now) {
        if (!urgent && patientUntil == 0 && changing()) {
            patientUntil = now + listing.changeEveryMs();
        }
        return Math.max(0, Math.max(quietUntil, urgent ? 0 : patientUntil) - now);
    }

    /**
     * What all its watchers are to be told now: what has changed, or the state where a list becomes a sample
     * or a sample a list; empty when nothing has changed.
     */
    Optional<Signal> change(long now) {
        urgent = false;
        patientUntil = 0;
        var news = listing.sampled(present(), sampled) == sampled ? compare() : turn();
        if (news.isPresent()) {
            quietUntil = now + (sampled ? listing.sampledEveryMs() : listing.changeEveryMs());
        }
        return news;
    }

    /** What is told to those who have had nothing yet; as all others know it who have had every change. */
    Signal state() {
        if (state == null) {
            state = text.state(Channels.presenceOf(channel), count, List.copyOf(told.values()), sampled);
        }
        return state;
    }

    private Optional<Signal> turn() {
        restart();
        return Optional.of(state());
    }

    private Optional<Signal> compare() {
        var joined = new ArrayList<Shown>();
        var left = new ArrayList<String>();
        var updated = new ArrayList<Shown>();
        for (var user : touched) {
            var now = shown(user);
            var before = told.get(user);
            if (now == null && before != null) {
                told.remove(user);
                left.add(user);
            } else if (now != null && before != null && !now.equals(before)) {
                told.put(user, now);
                updated.add(now);
            }
        }
        for (var user : touched) {
            if (told.size() < capacity() && !told.containsKey(user)) {
                var now = shown(user);
                if (now != null) {
                    told.put(user, now);
                    joined.add(now);
                }
            }
        }
        touched.clear();
        int before = count;
        count = present();
        if (count == before && joined.isEmpty() && left.isEmpty() && updated.isEmpty()) {
            return Optional.empty();
        }
        state = null;
        return Optional.of(text.changed(Channels.presenceOf(channel), count,
            new Changes(joined, left, updated), sampled));
    }

    /** Takes what is there now as told. */
    private void restart() {
        touched.clear();
        told.clear();
        state = null;
        count = present();
        sampled = listing.sampled(count, sampled);
        var crowd = view.crowd(channel);
        if (crowd != null) {
            for (var person : crowd.people()) {
                if (told.size() == capacity()) {
                    break;
                }
                if (person.visible()) {
                    told.put(person.user, crowd.shown(person));
                }
            }
        }
    }

    private int capacity() {
        return sampled ? listing.sampleMax() : Integer.MAX_VALUE;
    }

    private int present() {
        var crowd = view.crowd(channel);
        return crowd == null ? 0 : crowd.count();
    }

    private Shown shown(String user) {
        var crowd = view.crowd(channel);
        var person = view.person(user);
        return crowd == null || person == null ? null : crowd.shown(person);
    }
}

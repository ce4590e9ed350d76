package dev.parley.presence;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everybody's presence as one node knows it: the sessions of all nodes, by user and by channel. Made of what
 * each node says of its own sessions, and of nothing else; the same ops in the same order give the same view.
 */
final class View {

    /** Who is told what changes; always after the change. */
    interface Watcher {

        /**
         * How a user is seen in a channel may have changed.
         *
         * @param much more than by how many devices he is there
         */
        void touched(String channel, String user, boolean much);

        /** What a user has said of himself is another than before, or he came or went. */
        void turned(Person person);

        /** A session has left a channel that it could have stayed in. */
        void exited(Entry entry, String channel);

        /** A session is gone. */
        void dropped(Entry entry);
    }

    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, Crowd> crowds = new HashMap<>();
    private final Watcher watcher;

    View(Watcher watcher) {
        this.watcher = watcher;
    }

    /** The user, if he has a session somewhere; null when not. */
    Person person(String user) {
        return people.get(user);
    }

    /** Who is in the channel; null when nobody is. */
    Crowd crowd(String channel) {
        return crowds.get(channel);
    }

    /** Users with a session, seen or not. */
    int people() {
        return people.size();
    }

    /** Channels that somebody is in. */
    int crowds() {
        return crowds.size();
    }

    /** Takes in what a node says of its own. What is said of sessions that it never had changes nothing. */
    void apply(Origin origin, Op op) {
        switch (op) {
            case Op.Put(var meta) -> put(origin, meta);
            case Op.Enter(var session, var channel) -> {
                var entry = origin.entries.get(session);
                if (entry != null) {
                    enter(entry, channel);
                }
            }
            case Op.Exit(var session, var channel) -> {
                var entry = origin.entries.get(session);
                if (entry != null) {
                    exit(entry, channel);
                }
            }
            case Op.Drop(var session) -> {
                var entry = origin.entries.get(session);
                if (entry != null) {
                    drop(entry);
                }
            }
        }
    }

    /** A node is gone, or there again: its sessions are lost, or are not. */
    void falls(Origin origin, boolean falling, long now) {
        if (origin.falling != falling) {
            origin.falling = falling;
            origin.fellAt = now;
            origin.entries.values().forEach(this::touch);
        }
    }

    /** Takes out all that a node has said. */
    void clear(Origin origin) {
        List.copyOf(origin.entries.values()).forEach(this::drop);
    }

    private void put(Origin origin, Meta meta) {
        var entry = origin.entries.get(meta.session());
        if (entry != null && !entry.meta.user().equals(meta.user())) {
            drop(entry);
            entry = null;
        }
        if (entry == null) {
            entry = new Entry(origin, people.computeIfAbsent(meta.user(), Person::new), meta);
            origin.entries.put(meta.session(), entry);
            entry.person.entries.put(meta.session(), entry);
        } else {
            origin.hash -= entry.meta.digest();
            var lostAt = entry.meta.lostAt();
            entry.meta = meta;
            if (lostAt != meta.lostAt()) {
                touch(entry);
            }
        }
        origin.hash += meta.digest();
        refresh(entry.person);
    }

    private void touch(Entry entry) {
        entry.crowds.forEach(crowd -> watcher.touched(crowd.channel, entry.person.user, false));
    }

    private void enter(Entry entry, String channel) {
        var crowd = crowds.computeIfAbsent(channel, Crowd::new);
        if (entry.crowds.add(crowd)) {
            var joined = crowd.add(entry);
            entry.origin.hash += Digester.of(entry.meta.session(), channel);
            watcher.touched(channel, entry.person.user, joined);
        }
    }

    private void exit(Entry entry, String channel) {
        var crowd = crowds.get(channel);
        if (crowd != null && entry.crowds.remove(crowd)) {
            leave(entry, crowd);
            watcher.exited(entry, channel);
        }
    }

    private void leave(Entry entry, Crowd crowd) {
        var left = crowd.remove(entry);
        if (crowd.isEmpty()) {
            crowds.remove(crowd.channel);
        }
        entry.origin.hash -= Digester.of(entry.meta.session(), crowd.channel);
        watcher.touched(crowd.channel, entry.person.user, left);
    }

    private void drop(Entry entry) {
        if (!entry.origin.entries.remove(entry.meta.session(), entry)) {
            return;
        }
        entry.origin.hash -= entry.meta.digest();
        for (var crowd : entry.crowds) {
            leave(entry, crowd);
        }
        entry.crowds.clear();
        var person = entry.person;
        person.entries.remove(entry.meta.session());
        if (person.entries.isEmpty()) {
            people.remove(person.user);
        }
        watcher.dropped(entry);
        refresh(person);
    }

    private void refresh(Person person) {
        var visible = person.visible();
        if (!person.refresh()) {
            return;
        }
        for (var crowd : crowdsOf(person)) {
            if (visible != person.visible()) {
                crowd.turned(person.visible());
            }
            watcher.touched(crowd.channel, person.user, true);
        }
        watcher.turned(person);
    }

    private static Set<Crowd> crowdsOf(Person person) {
        var all = new LinkedHashSet<Crowd>();
        person.entries.values().forEach(entry -> all.addAll(entry.crowds));
        return all;
    }
}

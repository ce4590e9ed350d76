package dev.parley.presence;

import dev.parley.protocol.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The presence of one node, whole but for clocks and wires: its own sessions, what the others have told of
 * theirs, and who watches which channel. Times in milliseconds.
 */
final class Presence implements View.Watcher {

    /** What outlasts the sessions. */
    interface Memory {

        /** Others see him up to now, and no more by this session. */
        void seen(String user, String name);

        /** He has said how he wants to be seen. */
        void said(String user, String name, Stance stance);

        /** It has to be found out how he wants to be seen; {@link Presence#known} takes the answer. */
        void wanted(String user);
    }

    /**
     * Whom a presence speaks with.
     *
     * @param post carries messages to other nodes
     */
    record Outside(Gossip.Post post, Watches.Audience audience, Memory memory) {
    }

    private final View view = new View(this);
    private final Vigil vigil = new Vigil();
    private final Gossip gossip;
    private final Household household;
    private final Watches watches;
    private final Memory memory;

    /**
     * @param self this node
     * @param life greater after each of its starts
     */
    Presence(String self, long life, PresenceTimes times, Listing listing, EntryText text, Outside outside) {
        this.gossip = new Gossip(self, life, view, vigil, outside.post(), times.gossip());
        this.household = new Household(gossip, view, vigil, times.holdMs());
        this.watches = new Watches(view, listing, text, outside.audience());
        this.memory = outside.memory();
    }

    View view() {
        return view;
    }

    Gossip gossip() {
        return gossip;
    }

    Watches watches() {
        return watches;
    }

    /** What a session of this node tells. */
    void told(Told told, long now) {
        vigil.at(now);
        switch (told) {
            case Told.Opened(var arrival) -> {
                household.opened(arrival);
                memory.wanted(arrival.user());
            }
            case Told.Subscribed(var session, var channel) -> household.subscribed(session, channel);
            case Told.Unsubscribed(var session, var channel) -> household.unsubscribed(session, channel);
            case Told.Closed(var session, var stays) -> household.closed(session, stays);
        }
    }

    /** What another node tells. */
    void received(Message message, long now) {
        vigil.at(now);
        gossip.receive(message, now).ifPresent(said -> household.said(said.user(), said.stance()));
    }

    /** How somebody wants to be seen, as it was kept. */
    void known(String user, Stance stance) {
        household.said(user, stance);
    }

    /** The caller says how he wants to be seen, on all his devices and nodes. */
    void say(Caller caller, Status status, String text, long now) {
        var person = view.person(caller.user());
        var before = person == null ? Stance.UNKNOWN : person.face().stance();
        var stance = new Stance(status, text, Math.max(now, before.at() + 1));
        memory.said(caller.user(), caller.name(), stance);
        if (before.shown() && !stance.shown()) {
            memory.seen(caller.user(), person.face().name());
        }
        household.said(caller.user(), stance);
        gossip.teller().say(caller.user(), stance, now);
    }

    /** Those of the users whom the caller sees; himself he sees as he is. */
    List<Shown> of(String caller, Collection<String> users) {
        var there = new ArrayList<Shown>(users.size());
        for (var user : users) {
            var person = view.person(user);
            if (person != null && (person.visible()
                || user.equals(caller) && person.face().stance().known())) {
                there.add(person.by(person.entries.values()));
            }
        }
        return there;
    }

    /** How many are in a channel. */
    int count(String channel) {
        var crowd = view.crowd(channel);
        return crowd == null ? 0 : crowd.count();
    }

    /** Who is in a channel, so many at most, in the order in which they came. */
    List<Shown> who(String channel, int limit) {
        var there = new ArrayList<Shown>();
        var crowd = view.crowd(channel);
        if (crowd != null) {
            for (var person : crowd.people()) {
                if (there.size() == limit) {
                    break;
                }
                if (person.visible()) {
                    there.add(crowd.shown(person));
                }
            }
        }
        return there;
    }

    /** Which of the users are in a channel. */
    List<Shown> who(String channel, List<String> users) {
        var there = new ArrayList<Shown>();
        var crowd = view.crowd(channel);
        for (var user : users) {
            var person = view.person(user);
            var shown = crowd == null || person == null ? null : crowd.shown(person);
            if (shown != null) {
                there.add(shown);
            }
        }
        return there;
    }

    /** Who the members are now. */
    void members(Set<String> nodes, long now) {
        gossip.members(nodes, now);
    }

    /** Ends the moments that are over: of lost sessions, and of nodes that are gone. */
    void look(long now) {
        vigil.at(now);
        household.look();
        gossip.look(now);
    }

    /** Notes that all users of this node whom others see were seen just now. */
    void rememberAll() {
        gossip.own().entries.values().forEach(this::remember);
    }

    /** Asks again how the users of this node want to be seen, should their word have been lost on its way. */
    void wantAll() {
        List.copyOf(gossip.own().entries.values()).forEach(entry -> memory.wanted(entry.person.user));
    }

    @Override
    public void touched(String channel, String user, boolean much) {
        watches.touched(channel, user, much);
    }

    @Override
    public void turned(Person person) {
        if (person.face().stance().known()) {
            household.said(person.user, person.face().stance());
        }
    }

    @Override
    public void exited(Entry entry, String channel) {
        household.exited(entry, channel);
    }

    @Override
    public void dropped(Entry entry) {
        if (entry.origin == gossip.own() || entry.origin.falling) {
            remember(entry);
        }
        household.dropped(entry);
    }

    private void remember(Entry entry) {
        if (entry.person.visible()) {
            memory.seen(entry.person.user, entry.person.face().name());
        }
    }
}

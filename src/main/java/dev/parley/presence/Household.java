package dev.parley.presence;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of this node, and what happens to them told as ops. A session whose pipe was lost stays for
 * a moment; one that comes in that time stands for it, so that nobody sees a leave, a join or a device more.
 * Times in milliseconds.
 */
final class Household {

    private record Hold(String session, long until) {
    }

    private final Gossip gossip;
    private final View view;
    private final Vigil vigil;
    private final long holdMs;
    private final ArrayDeque<Hold> holds = new ArrayDeque<>();

    Household(Gossip gossip, View view, Vigil vigil, long holdMs) {
        this.gossip = gossip;
        this.view = view;
        this.vigil = vigil;
        this.holdMs = holdMs;
    }

    /** A session has come; its user is seen as the other nodes know him, or not at all until he is known. */
    void opened(Arrival arrival) {
        var now = vigil.now();
        var person = view.person(arrival.user());
        var stance = person == null ? Stance.UNKNOWN : person.face().stance();
        var shown = person != null && person.visible() ? Math.min(now, person.face().since()) : now;
        gossip.did(new Op.Put(new Meta(arrival.session(), arrival.user(), arrival.name(), now, shown, stance,
            0)));
    }

    void subscribed(String session, String channel) {
        if (gossip.own().entries.containsKey(session)) {
            gossip.did(new Op.Enter(session, channel));
        }
    }

    void unsubscribed(String session, String channel) {
        if (gossip.own().entries.containsKey(session)) {
            gossip.did(new Op.Exit(session, channel));
        }
    }

    /** A session is over; with {@code stays} its user may be back in a moment. */
    void closed(String session, boolean stays) {
        var entry = gossip.own().entries.get(session);
        if (entry == null) {
            return;
        }
        if (stays && holdMs > 0) {
            // A pipe that broke while this node stood still may have had a successor long before now.
            gossip.did(new Op.Put(entry.meta.lost(vigil.brokenSince())));
            holds.add(new Hold(session, vigil.now() + holdMs));
        } else {
            gossip.did(new Op.Drop(session));
        }
    }

    /** What a user has said of himself, if it is newer than what his sessions here know. */
    void said(String user, Stance stance) {
        var person = view.person(user);
        if (person == null) {
            return;
        }
        for (var entry : List.copyOf(person.entries.values())) {
            if (entry.origin == gossip.own() && entry.meta.stance().compareTo(stance) < 0) {
                gossip.did(new Op.Put(entry.meta.with(stance)));
            }
        }
    }

    /** A session has left a channel: so has the lost one in whose place it had come. */
    void exited(Entry entry, String channel) {
        former(entry).filter(former -> former.in(channel))
            .ifPresent(former -> over(former, new Op.Exit(former.meta.session(), channel)));
    }

    /** A session is gone, and with it the lost one in whose place it had come. */
    void dropped(Entry entry) {
        former(entry).ifPresent(former -> over(former, new Op.Drop(former.meta.session())));
    }

    /** For a node that is gone nobody else can say so: each of the others sees it himself. */
    private void over(Entry former, Op op) {
        if (former.origin == gossip.own()) {
            gossip.did(op);
        } else {
            view.apply(former.origin, op);
        }
    }

    /** Ends the moments that are over. */
    void look() {
        while (!holds.isEmpty() && holds.peek().until <= vigil.now()) {
            var session = holds.poll().session;
            if (gossip.own().entries.containsKey(session)) {
                gossip.did(new Op.Drop(session));
            }
        }
    }

    /** A lost session of this node, or of one that is gone, in whose place that one may have come. */
    private Optional<Entry> former(Entry entry) {
        return entry.lost() ? Optional.empty() : entry.person.entries.values().stream()
            .filter(former -> (former.origin == gossip.own() || former.origin.falling)
                && former.followedBy(entry)).findFirst();
    }
}

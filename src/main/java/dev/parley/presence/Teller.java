package dev.parley.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What this node says of its own sessions, and how it goes out to the others. Times in milliseconds. */
final class Teller {

    /** Ops in one message. */
    static final int OPS_MAX = 1000;

    private final Origin own;
    private final View view;
    private final Listeners listeners;
    private final OwnTrail trail = new OwnTrail();
    private final Spoken spoken = new Spoken();

    /** Who is told, and over what. */
    record Listeners(Map<String, Peer> peers, Gossip.Post post, GossipTimes times) {

        /** Who was not heard for long gets no more than digests: so nothing piles up on the way to him. */
        void tell(Message message, long now) {
            peers.forEach((node, peer) -> {
                if (!peer.falling() && now - peer.heardAt <= times.deafMs()) {
                    post.send(node, message);
                }
            });
        }
    }

    /** @param own what this node has said so far, which is nothing; from now on changed here only */
    Teller(Origin own, View view, Listeners listeners) {
        this.own = own;
        this.view = view;
        this.listeners = listeners;
    }

    Origin own() {
        return own;
    }

    void did(Op op) {
        trail.add(op);
        own.counter = trail.counter();
        view.apply(own, op);
    }

    /** How many ops wait to be told. */
    long pending() {
        return trail.counter() - trail.told();
    }

    /** Tells all who listen what has happened since the last time. */
    void flush(long now) {
        if (pending() > 0) {
            var after = trail.told();
            trail.tell();
            deltas(after).forEach(delta -> listeners.tell(delta, now));
        }
    }

    /** Tells what a user has said of himself to all who listen, and again until his sessions show it. */
    void say(String user, Stance stance, long now) {
        spoken.add(user, stance, now);
        listeners.tell(new Message.Said(own.node, user, stance), now);
    }

    void sayAgain(long now) {
        spoken.unheard(view, now).forEach((user, stance) ->
            listeners.tell(new Message.Said(own.node, user, stance), now));
    }

    /** How far this node is. */
    Message.Digest digest() {
        return new Message.Digest(own.node, own.life, own.counter, own.hash);
    }

    /** Gives another node what it lacks: a few ops where they are still there, else everything. */
    void answer(Message.Want want, long now) {
        flush(now);
        var missing = want.life() != own.life || want.counter() < 0 || !trail.reaches(want.counter())
            ? Replacement.pieces(own) : deltas(want.counter());
        missing.forEach(message -> listeners.post().send(want.node(), message));
        listeners.post().send(want.node(), digest());
    }

    private List<? extends Message> deltas(long after) {
        var ops = trail.after(after);
        var deltas = new ArrayList<Message.Delta>();
        for (int from = 0; from < ops.size(); from += OPS_MAX) {
            deltas.add(new Message.Delta(own.node, own.life, after + from,
                ops.subList(from, Math.min(ops.size(), from + OPS_MAX))));
        }
        return deltas;
    }
}

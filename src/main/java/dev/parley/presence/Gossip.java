package dev.parley.presence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the nodes come to the same view: each tells the others what it does with its own sessions, numbered,
 * and from time to time how far it is and the sum of all it has; who finds that he lacks something asks for
 * it. Nothing is believed of a node that is no member. Lives on one context; times in milliseconds.
 */
final class Gossip {

    /** How soon the same thing is asked for again. */
    static final long AGAIN_MS = 250;

    /** Carries messages, or loses them. */
    interface Post {

        void send(String node, Message message);
    }

    private final String self;
    private final View view;
    private final Vigil vigil;
    private final Post post;
    private final GossipTimes times;
    private final Map<String, Peer> peers = new HashMap<>();
    private final Teller teller;
    private long mended;

    /** @param life of this node: greater after each of its starts */
    Gossip(String self, long life, View view, Vigil vigil, Post post, GossipTimes times) {
        this.self = self;
        this.view = view;
        this.vigil = vigil;
        this.post = post;
        this.times = times;
        this.teller = new Teller(new Origin(self), view, new Teller.Listeners(peers, post, times));
        teller.own().life = life;
    }

    /** What this node has said itself, and how it goes out. */
    Teller teller() {
        return teller;
    }

    /** What this node has said; changed only by {@link #did}. */
    Origin own() {
        return teller.own();
    }

    /** Something has happened to a session of this node: seen here at once, by the others after the flush. */
    void did(Op op) {
        teller.did(op);
    }

    /** How often something was missing and asked for. */
    long mended() {
        return mended;
    }

    /** Whether all members that are heard of have told all that they had. */
    boolean reconciled() {
        return peers.values().stream().allMatch(peer -> peer.falling() || peer.reconciled);
    }

    /** Whether a member has not been heard for so long. */
    boolean deaf(long now, long ms) {
        return peers.values().stream().anyMatch(peer -> peer.member() && now - peer.heardAt > ms);
    }

    /** Takes over who the members are. */
    void members(Set<String> nodes, long now) {
        for (var node : nodes) {
            var peer = peers.get(node);
            if (!node.equals(self) && (peer == null || !peer.member())) {
                joined(node, now);
            }
        }
        for (var node : new HashSet<>(peers.keySet())) {
            if (!nodes.contains(node)) {
                left(node, now);
            }
        }
    }

    /** A node is there, perhaps again. */
    void joined(String node, long now) {
        if (node.equals(self)) {
            return;
        }
        var peer = peers.computeIfAbsent(node, name -> new Peer(name, now));
        peer.rises(now);
        view.falls(peer.origin, false, now);
        teller.flush(now);
        post.send(node, teller.digest());
        want(peer, peer.origin.life == 0 ? -1 : peer.origin.counter, now);
    }

    /** A node is gone: what it has said is kept for a moment, because its users may come back elsewhere. */
    void left(String node, long now) {
        var peer = peers.get(node);
        if (peer != null) {
            fall(peer, now);
            peer.silent = false;
        }
    }

    private void fall(Peer peer, long now) {
        if (!peer.falling()) {
            view.falls(peer.origin, true, now);
            peer.falls(now + times.lostNodeHoldMs());
        }
    }

    /** Finds who has fallen silent, and forgets those whose moment is over. */
    void look(long now) {
        peers.values().removeIf(peer -> {
            var silence = now - Math.max(peer.heardAt, vigil.wokeAt());
            if (!peer.falling() && silence > times.silentMs()) {
                fall(peer, now);
                peer.silent = true;
            }
            if (!peer.fallen(now)) {
                return false;
            }
            view.clear(peer.origin);
            peer.forget();
            return !peer.silent;
        });
    }

    /** From time to time: tells all members how far this node is. */
    void digests(long now) {
        teller.flush(now);
        teller.sayAgain(now);
        var digest = teller.digest();
        peers.forEach((node, peer) -> {
            if (peer.member()) {
                post.send(node, digest);
                if (peer.origin.life == 0) {
                    want(peer, -1, now);
                }
            }
        });
    }

    /** Takes in what another node has sent; what a user has said of himself is for the caller to heed. */
    Optional<Message.Said> receive(Message message, long now) {
        var peer = peers.get(message.node());
        if (peer == null || !peer.member()) {
            return Optional.empty();
        }
        if (peer.silent) {
            joined(message.node(), now);
        }
        peer.heardAt = now;
        switch (message) {
            case Message.Delta delta -> take(peer, delta, now);
            case Message.Digest digest -> compare(peer, digest, now);
            case Message.Want want -> teller.answer(want, now);
            case Message.Whole whole -> take(peer, whole);
            case Message.Said said -> {
                return Optional.of(said);
            }
            case Message.Unreadable unreadable -> { }
        }
        return Optional.empty();
    }

    /** Whether this is no earlier life than the one that counts; of a later one nothing is known yet. */
    private boolean current(Peer peer, long life) {
        var origin = peer.origin;
        if (life > origin.life) {
            view.clear(origin);
            origin.life = life;
            origin.counter = 0;
            peer.reconciled = false;
        }
        return life == origin.life;
    }

    private void take(Peer peer, Message.Delta delta, long now) {
        var origin = peer.origin;
        if (!current(peer, delta.life())) {
            return;
        }
        if (delta.after() > origin.counter) {
            want(peer, origin.counter, now);
            return;
        }
        var fresh = Math.min(delta.ops().size(), origin.counter - delta.after());
        for (var op : delta.ops().subList((int) fresh, delta.ops().size())) {
            origin.counter++;
            view.apply(origin, op);
        }
        peer.satisfied();
    }

    private void compare(Peer peer, Message.Digest digest, long now) {
        var origin = peer.origin;
        if (!current(peer, digest.life()) || digest.counter() < origin.counter) {
            return;
        }
        if (digest.counter() > origin.counter) {
            want(peer, origin.counter, now);
        } else if (digest.hash() != origin.hash) {
            want(peer, -1, now);
        } else {
            peer.reconciled = true;
            peer.satisfied();
        }
    }

    private void take(Peer peer, Message.Whole whole) {
        var origin = peer.origin;
        if (current(peer, whole.life()) && whole.counter() >= origin.counter) {
            peer.add(whole).ifPresent(sessions -> {
                new Replacement(view, origin).by(sessions);
                origin.counter = whole.counter();
                peer.satisfied();
            });
        }
    }

    private void want(Peer peer, long counter, long now) {
        if (peer.wants(now, AGAIN_MS)) {
            mended++;
            post.send(peer.origin.node, new Message.Want(self, peer.origin.life, counter));
        }
    }
}

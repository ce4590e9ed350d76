package dev.parley.presence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another node as this one hears it: what it has said so far, what it is asked for, and whether it lives. */
final class Peer {

    private static final long NEVER = Long.MIN_VALUE;

    final Origin origin;

    /** When it was first seen or last heard, in milliseconds. */
    long heardAt;

    /** Whether it counts as gone because nothing was heard of it, although it is a member. */
    boolean silent;

    /** Whether all that it had at the time of its last digest is in. */
    boolean reconciled;

    private long wantedAt = NEVER;
    private long fallsAt = NEVER;
    private Map<Integer, List<Message.Standing>> pieces = new HashMap<>();
    private long piecesLife;
    private long piecesCounter;

    Peer(String node, long now) {
        this.origin = new Origin(node);
        this.heardAt = now;
    }

    /** Whether it may be asked now; asking again comes after a while only. */
    boolean wants(long now, long againMs) {
        if (wantedAt != NEVER && now - wantedAt < againMs) {
            return false;
        }
        wantedAt = now;
        return true;
    }

    /** What was asked for has come. */
    void satisfied() {
        wantedAt = NEVER;
    }

    boolean falling() {
        return origin.falling;
    }

    /** Whether it is in the cluster, as far as is known: a silent one is, too. */
    boolean member() {
        return !falling() || silent;
    }

    /** It is gone: what it has said is forgotten at that time. */
    void falls(long at) {
        fallsAt = at;
    }

    boolean fallen(long now) {
        return origin.falling && now >= fallsAt;
    }

    /** What it has said is forgotten. */
    void forget() {
        origin.life = 0;
        origin.counter = 0;
    }

    /** It is there again. */
    void rises(long now) {
        fallsAt = NEVER;
        heardAt = now;
        silent = false;
        reconciled = false;
        satisfied();
    }

    /** Keeps a piece; the whole once all pieces of it are there. */
    Optional<List<Message.Standing>> add(Message.Whole whole) {
        if (whole.life() != piecesLife || whole.counter() != piecesCounter) {
            pieces = new HashMap<>();
            piecesLife = whole.life();
            piecesCounter = whole.counter();
        }
        pieces.put(whole.piece(), whole.sessions());
        if (pieces.size() < whole.pieces()) {
            return Optional.empty();
        }
        var all = pieces.values().stream().flatMap(List::stream).toList();
        pieces = new HashMap<>();
        return Optional.of(all);
    }
}

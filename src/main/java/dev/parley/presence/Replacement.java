package dev.parley.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** All that a node has said at once: told in pieces, and taken in without touching what stays as it is. */
final class Replacement {

    /** Sessions and channels in one piece. */
    private static final int PIECE_MAX = 4000;

    private final View view;
    private final Origin origin;

    Replacement(View view, Origin origin) {
        this.view = view;
        this.origin = origin;
    }

    /** All that this node has, in pieces. */
    static List<Message.Whole> pieces(Origin own) {
        var pieces = new ArrayList<List<Message.Standing>>();
        pieces.add(new ArrayList<>());
        int weight = 0;
        for (var entry : own.entries.values()) {
            if (weight >= PIECE_MAX) {
                pieces.add(new ArrayList<>());
                weight = 0;
            }
            var channels = entry.crowds.stream().map(crowd -> crowd.channel).toList();
            pieces.getLast().add(new Message.Standing(entry.meta, channels));
            weight += 1 + channels.size();
        }
        var wholes = new ArrayList<Message.Whole>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            wholes.add(new Message.Whole(own.node, own.life, own.counter, i, pieces.size(), pieces.get(i)));
        }
        return wholes;
    }

    /** Makes the sessions of the node these, and no others. */
    void by(List<Message.Standing> sessions) {
        var wanted = new HashMap<String, Message.Standing>();
        sessions.forEach(standing -> wanted.put(standing.meta().session(), standing));
        List.copyOf(origin.entries.keySet()).stream().filter(session -> !wanted.containsKey(session))
            .forEach(session -> view.apply(origin, new Op.Drop(session)));
        wanted.values().forEach(this::put);
    }

    private void put(Message.Standing standing) {
        var session = standing.meta().session();
        var entry = origin.entries.get(session);
        if (entry == null || !entry.meta.equals(standing.meta())) {
            view.apply(origin, new Op.Put(standing.meta()));
        }
        entry = origin.entries.get(session);
        for (var crowd : List.copyOf(entry.crowds)) {
            if (!standing.channels().contains(crowd.channel)) {
                view.apply(origin, new Op.Exit(session, crowd.channel));
            }
        }
        standing.channels().forEach(channel -> view.apply(origin, new Op.Enter(session, channel)));
    }
}

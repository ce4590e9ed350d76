package dev.parley.hub;

import dev.parley.protocol.Event;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A subscriber that knows, per channel, the only publication that may come next. */
final class Witness implements Subscriber {

    final String name;
    final Map<String, Position> positions = new HashMap<>();
    int room = Integer.MAX_VALUE;
    boolean wasFull;
    int taken;

    private final List<String> faults;

    Witness(String name, List<String> faults) {
        this.name = name;
        this.faults = faults;
    }

    /** The answer was told; what follows it is what it promises. */
    void answered(String channel, Start start, Subscribed answer) {
        var head = answer.head().orElseThrow();
        positions.put(channel, new Position(head.epoch(),
            seq(start, head.seq(), answer.recovered().orElse(false))));
    }

    private static long seq(Start start, long head, boolean whole) {
        return switch (start) {
            case Start.Now now -> head;
            case Start.After after -> whole ? after.seq() : head;
            case Start.Last last -> Math.max(0, head - last.count());
            case Start.WithState with -> seq(with.start(), head, whole);
        };
    }

    @Override
    public String user() {
        return name;
    }

    @Override
    public boolean offer(Broadcast broadcast) {
        if (room == 0) {
            wasFull = true;
            return false;
        }
        room--;
        taken += broadcast.events().size();
        broadcast.events().forEach(this::check);
        return true;
    }

    private void check(Event event) {
        if (event instanceof Publication publication) {
            var before = positions.get(publication.channel());
            if (before == null || !before.epoch().equals(publication.epoch())
                || before.seq() + 1 != publication.seq()) {
                faults.add(name + " stood at " + before + " and got " + publication.channel() + " "
                    + publication.position());
            }
            positions.put(publication.channel(), publication.position());
        }
    }

    @Override
    public void resubscribed(String channel, Subscribed answer) {
        if (!positions.containsKey(channel) || answer.recovered().orElse(true)) {
            faults.add(name + " was told of a new log out of turn: " + channel + " " + answer);
        }
        positions.put(channel, answer.head().orElseThrow());
    }

    @Override
    public void ended(String channel, Refusal why) {
        faults.add(name + " was ended on " + channel + ": " + why);
    }
}

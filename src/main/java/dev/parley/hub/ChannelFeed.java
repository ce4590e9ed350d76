package dev.parley.hub;

import dev.parley.hub.HubMeters.Repair;
import dev.parley.protocol.Event;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel as its hub follows it: what is at or before the head is dropped, the next is passed on, an
 * early one waits a short while for its elder and then the gap is read from the log. Every subscription of
 * the hub gets its publications in this order, live or from the tail.
 */
final class ChannelFeed {

    private static final String LEFT = "member.left";

    final FeedParts parts;
    final Audience audience;
    final Tail tail = new Tail();
    final List<PageFlight> flights = new ArrayList<>(1);

    private final String channel;
    private final Reorder early;
    private final Mending mending;

    private boolean placed;
    private String epoch = "";
    private long head;
    private long rightsMovedAt;
    private int resets;
    private int openings;
    private boolean closed;

    ChannelFeed(String channel, FeedParts parts) {
        this.channel = channel;
        this.parts = parts;
        this.audience = new Audience(parts.replay().frames(), parts.meters(), StateWait.of(this));
        this.early = new Reorder(parts.hub().settings().pageSize());
        this.mending = new Mending(this, parts);
    }

    String channel() {
        return channel;
    }

    long head() {
        return head;
    }

    Position position() {
        return new Position(epoch, head);
    }

    /** How often the feed went on in another log. */
    int resets() {
        return resets;
    }

    boolean placed() {
        return placed;
    }

    boolean closed() {
        return closed;
    }

    boolean otherLog(Position seen) {
        return placed && !seen.epoch().equals(epoch);
    }

    /** Whether a view of the log is older than something that the feed knows of rights. */
    boolean outdated(Position seen, int resetsThen) {
        return resets != resetsThen || !otherLog(seen) && seen.seq() < rightsMovedAt;
    }

    void hear(Event event) {
        switch (event) {
            case Publication publication -> arrive(publication);
            case Signal signal -> audience.signal(signal, head);
        }
    }

    /** Publications that follow one another and change no right: if they are the next, they go as one. */
    void hear(List<Publication> run) {
        var next = run.getFirst();
        if (placed && next.seq() == head + 1 && next.epoch().equals(epoch) && early.isEmpty()
            && !audience.awaitsFeed()) {
            long before = head;
            head = run.getLast().seq();
            run.forEach(publication -> parts.tails().put(tail, publication));
            audience.publish(run, before);
        } else {
            run.forEach(this::arrive);
        }
    }

    /** The log's head as the log itself tells it. */
    void place(Position seen) {
        if (closed) {
            return;
        }
        if (!placed) {
            placed = true;
            startAt(seen);
            settle();
            mending.expect(early.newest(), Repair.GAP);
        } else if (otherLog(seen)) {
            reset(seen);
        } else {
            mending.expect(seen.seq(), Repair.HEAD);
        }
    }

    /** Takes what a page brought: new publications go on to everyone, older ones into the tail. */
    void absorb(Piece piece, Position logHead) {
        for (var publication : piece.publications()) {
            if (publication.seq() <= head) {
                parts.tails().put(tail, publication);
            } else if (publication.seq() == head + 1) {
                pass(publication);
            }
        }
        settle();
        mending.expect(logHead.seq(), Repair.HEAD);
    }

    private void arrive(Publication publication) {
        if (!placed) {
            early.add(publication);
        } else if (!publication.epoch().equals(epoch)) {
            parts.watch().strangeBell();
        } else if (publication.seq() == head + 1) {
            pass(publication);
            settle();
        } else if (publication.seq() > head) {
            early.add(publication);
            mending.expect(publication.seq(), Repair.GAP);
        }
    }

    private void settle() {
        for (var next = early.take(head + 1); next != null; next = early.take(head + 1)) {
            pass(next);
        }
        if (!early.isEmpty() && !mending.wants()) {
            early.keepOnlyAfter(head, epoch);
        }
    }

    private void pass(Publication publication) {
        head = publication.seq();
        parts.tails().put(tail, publication);
        for (long seq : publication.blanks()) {
            parts.tails().blank(tail, seq);
            flights.forEach(flight -> flight.withdrawn.add(seq));
        }
        audience.publish(List.of(publication), head - 1);
        for (var arrived : audience.arrived(head)) {
            parts.replay().wake(arrived);
        }
        if (publication.type().equals(LEFT) || publication.subject().equals(Publication.EVERYBODY)) {
            rightsMovedAt = head;
            parts.watch().rightsMoved(this, publication.subject());
        }
    }

    private void startAt(Position position) {
        epoch = position.epoch();
        head = position.seq();
        mending.startAt(head);
        early.keepOnlyAfter(head, epoch);
    }

    private void reset(Position position) {
        resets++;
        rightsMovedAt = 0;
        startAt(position);
        parts.tails().clear(tail);
        flights.clear();
        audience.restart(position());
        for (var subscription : audience.unsuspended()) {
            follow(subscription);
        }
        settle();
        mending.expect(early.newest(), Repair.GAP);
        parts.watch().rightsMoved(this, Publication.EVERYBODY);
    }

    /** A subscriber asks for this feed; until {@link #opened} it is not idle. */
    void opening() {
        openings++;
    }

    void opened() {
        openings--;
        tellIfIdle();
    }

    void remove(FeedSubscription subscription) {
        audience.remove(subscription);
        tellIfIdle();
    }

    boolean used() {
        return openings > 0 || !audience.isEmpty();
    }

    /** Lets a subscription have what its cursor lacks, and then every event at once. */
    void follow(FeedSubscription subscription) {
        if (subscription.behind()) {
            parts.replay().wake(subscription);
        }
    }

    void fellBehind(FeedSubscription subscription) {
        parts.meters().fallenBehind.increment();
        parts.replay().enlist(subscription);
    }

    void pauseLive(FeedSubscription subscription) {
        audience.pause(subscription, head);
    }

    /** Its cursor has come to the head, or was opened beyond it; false when its pipe is full. */
    boolean goLive(FeedSubscription subscription) {
        if (subscription.cursor > head) {
            audience.awaitFeed(subscription);
            return true;
        }
        return audience.join(subscription);
    }

    /** Follows nothing any more. */
    void close() {
        closed = true;
        early.keepOnlyAfter(Long.MAX_VALUE, epoch);
        parts.tails().clear(tail);
        flights.clear();
        parts.watch().closed(this);
    }

    private void tellIfIdle() {
        if (!closed && !used()) {
            parts.watch().idle(this);
        }
    }
}

package dev.parley.hub;

import io.vertx.core.Context;
import java.util.ArrayDeque;

/**
 * Feeds what is behind: from the tail, else page by page from the log, as fast as each subscriber takes it;
 * round robin, in turns short enough that live events are not kept waiting.
 */
final class Replay {

    /** Offers in one event-loop turn, and to one subscriber before it is the next one's turn. */
    static final int TURN_MAX = 2048;
    static final int STEP_MAX = 64;

    private enum Outcome { DONE, FULL, MISSING, SPENT }

    private final Context context;
    private final Pages pages;
    private final TailCache tails;
    private final SharedFrames frames;
    private final HubMeters meters;
    private final ArrayDeque<Reader> line = new ArrayDeque<>();
    private boolean scheduled;

    Replay(Context context, Pages pages, TailCache tails, SharedFrames frames, HubMeters meters) {
        this.context = context;
        this.pages = pages;
        this.tails = tails;
        this.frames = frames;
        this.meters = meters;
    }

    SharedFrames frames() {
        return frames;
    }

    /** A subscription is behind and may be fed. */
    void wake(FeedSubscription subscription) {
        enlist(subscription);
        ready(subscription.reader);
    }

    /** A subscription is behind; it is fed when its pipe has drained. */
    void enlist(FeedSubscription subscription) {
        if (!subscription.inLine) {
            subscription.inLine = true;
            subscription.reader.behind.addLast(subscription);
        }
    }

    /** Something may be possible for the reader again. */
    void ready(Reader reader) {
        if (!reader.inLine && !reader.full && !reader.behind.isEmpty()) {
            reader.inLine = true;
            line.addLast(reader);
            schedule();
        }
    }

    /** The page for a subscription has come. */
    void landed(FeedSubscription subscription, Piece piece) {
        var reader = subscription.reader;
        reader.paging = false;
        if (subscription.behind()) {
            if (piece.floor() > subscription.cursor && piece.get(subscription.cursor + 1) == null) {
                meters.restarts.increment();
                subscription.restart(subscription.feed.position());
            } else if (!reader.full) {
                subscription.piece = piece;
            }
        }
        ready(reader);
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            context.runOnContext(nothing -> turn());
        }
    }

    private void turn() {
        scheduled = false;
        int left = TURN_MAX;
        while (left > 0 && !line.isEmpty()) {
            var reader = line.poll();
            reader.inLine = false;
            left -= 1 + step(reader);
        }
        if (!line.isEmpty()) {
            schedule();
        }
    }

    /** Goes once over what a reader has behind; how many events it was offered. */
    private int step(Reader reader) {
        int given = 0;
        boolean more = false;
        for (int rest = reader.behind.size(); rest > 0 && !reader.full; rest--) {
            var subscription = reader.behind.poll();
            if (subscription == null) {
                break;
            }
            subscription.inLine = false;
            long from = subscription.cursor;
            var outcome = serve(subscription, STEP_MAX - given);
            given += (int) Math.max(0, subscription.cursor - from);
            if (outcome == Outcome.DONE) {
                continue;
            }
            enlist(subscription);
            switch (outcome) {
                case FULL -> full(reader);
                case MISSING -> page(subscription);
                case SPENT -> more = true;
                case DONE -> throw new IllegalStateException();
            }
        }
        if (more) {
            ready(reader);
        }
        return given;
    }

    private static void full(Reader reader) {
        reader.full = true;
        reader.behind.forEach(waiting -> waiting.piece = Piece.NONE);
    }

    private void page(FeedSubscription subscription) {
        if (!subscription.reader.paging) {
            subscription.reader.paging = true;
            pages.want(subscription.feed, subscription.cursor, subscription);
        }
    }

    private Outcome serve(FeedSubscription subscription, int most) {
        var feed = subscription.feed;
        tails.touch(feed.tail);
        int left = most;
        while (subscription.behind() && subscription.cursor < feed.head()) {
            var next = subscription.piece.get(subscription.cursor + 1);
            var source = meters.tailMisses;
            if (next == null) {
                subscription.piece = Piece.NONE;
                next = feed.tail.get(subscription.cursor + 1);
                source = meters.tailHits;
            }
            if (next == null) {
                return Outcome.MISSING;
            }
            if (left-- <= 0) {
                return Outcome.SPENT;
            }
            if (!subscription.take(frames.of(next))) {
                return Outcome.FULL;
            }
            subscription.cursor++;
            source.increment();
        }
        return subscription.behind() ? feed.goLive(subscription) ? Outcome.DONE : Outcome.FULL : Outcome.DONE;
    }
}

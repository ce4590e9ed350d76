package dev.parley.hub;

import dev.parley.log.Opening;
import dev.parley.log.Snapshot;
import java.util.Optional;

/**
 * Where a subscription starts and what it is told: whole, or plainly not recovered.
 *
 * @param cursor the last seq that it will not get
 */
record Recovery(long cursor, Subscribed answer) {

    private static final Subscribed NOTHING_MISSED = new Subscribed(Optional.empty(), Optional.empty());

    /** Of a channel without a log: there is nothing to miss. */
    static Recovery none(ChannelFeed feed) {
        return new Recovery(feed.head(), NOTHING_MISSED);
    }

    static Recovery of(Start start, Opening.Open open) {
        long head = open.head().seq();
        return switch (start) {
            case Start.Now now -> new Recovery(head, answer(open, Optional.empty()));
            case Start.After after -> {
                boolean whole = after.epoch().map(open.head().epoch()::equals).orElse(true)
                    && open.floor() <= after.seq() && after.seq() <= head;
                yield new Recovery(whole ? after.seq() : head, answer(open, Optional.of(whole)));
            }
            case Start.WithState with -> of(with.start(), open);
            case Start.Last last -> {
                long from = Math.max(0, head - last.count());
                yield new Recovery(Math.min(head, Math.max(from, open.floor())),
                    answer(open, Optional.of(open.floor() <= from)));
            }
        };
    }

    /** The same, and its answer carries the state. */
    Recovery with(Snapshot snapshot) {
        return new Recovery(cursor, new Subscribed(answer.head(), answer.recovered(), Optional.of(snapshot)));
    }

    private static Subscribed answer(Opening.Open open, Optional<Boolean> recovered) {
        return new Subscribed(Optional.of(open.head()), recovered);
    }
}

package dev.parley.hub;

import dev.parley.log.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page on its way, for everyone who waits for it: it is read once, however many they are. */
final class PageFlight {

    final ChannelFeed feed;
    final Backoff backoff;
    final List<PageWaiter> waiters = new ArrayList<>();
    final List<Long> withdrawn = new ArrayList<>();
    String user = "";

    private final long wanted;
    private long from;
    private final int limit;
    private final int resets;

    /**
     * @param wanted the seq after which somebody needs the log
     * @param from   the seq after which it is read: earlier than wanted, to serve those a little behind too
     */
    PageFlight(ChannelFeed feed, long wanted, long from, int limit, Backoff backoff) {
        this.feed = feed;
        this.wanted = wanted;
        this.from = from;
        this.limit = limit;
        this.resets = feed.resets();
        this.backoff = backoff;
    }

    /** The seq after which somebody needs the log. */
    long wanted() {
        return wanted;
    }

    /** Whether this page is to bring what follows that seq. */
    boolean brings(long after) {
        return from <= after && after < from + limit;
    }

    /** The feed went on in another log, or was closed: the page says nothing any more. */
    boolean outdated() {
        return feed.closed() || feed.resets() != resets;
    }

    /** What to ask, in the name of the first who still waits; empty when nobody does. */
    Optional<PageRequest> request() {
        for (var waiter : waiters) {
            if (waiter.wants()) {
                user = waiter.user();
                withdrawn.clear();
                return Optional.of(new PageRequest(feed.channel(), user, from, limit));
            }
        }
        return Optional.empty();
    }

    /** Whether the page helps whoever asked first: it goes further, or says that the log begins later. */
    boolean helps(Piece piece) {
        return piece.last() > wanted || piece.floor() > wanted;
    }

    /** Gives up what was to be read for those a little behind: they took the whole page. */
    boolean skipSlack() {
        boolean slack = from < wanted;
        from = wanted;
        return slack;
    }

    void land(Piece piece) {
        List.copyOf(waiters).forEach(waiter -> waiter.landed(piece));
    }
}

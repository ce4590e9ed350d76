package dev.parley.hub;

import dev.parley.hub.HubMeters.Repair;
import dev.parley.protocol.Refusal;

/**
 * How a feed gets what the bus did not bring: it waits the reorder window, and if the feed has not moved by
 * then, the log is read until the feed has all that it knows of.
 */
final class Mending implements PageWaiter {

    private final ChannelFeed feed;
    private final FeedParts parts;
    private long known;
    private boolean windowOpen;
    private long headAtWindow;
    private boolean reading;

    Mending(ChannelFeed feed, FeedParts parts) {
        this.feed = feed;
        this.parts = parts;
    }

    /** Nothing beyond this head is known. */
    void startAt(long head) {
        known = head;
    }

    /** There is a publication with that seq: should it not come by itself, it is read. */
    void expect(long seq, Repair cause) {
        known = Math.max(known, seq);
        if (wants() && !windowOpen && !reading) {
            windowOpen = true;
            headAtWindow = feed.head();
            parts.meters().reorderWaits.increment();
            int windowMs = parts.hub().settings().reorderWindowMs();
            parts.hub().vertx().setTimer(windowMs, timer -> windowOver(cause));
        }
    }

    private void windowOver(Repair cause) {
        windowOpen = false;
        if (reading || !wants()) {
            return;
        }
        if (headAtWindow == feed.head()) {
            parts.meters().repair(cause);
            read();
        } else {
            expect(known, cause);
        }
    }

    private void read() {
        reading = true;
        parts.pages().repair(feed, this);
    }

    @Override
    public String user() {
        return "";
    }

    @Override
    public boolean wants() {
        return !feed.closed() && known > feed.head();
    }

    @Override
    public void landed(Piece piece) {
        reading = false;
        if (wants()) {
            read();
        }
    }

    @Override
    public void refused(Refusal why) {
        landed(Piece.NONE);
    }
}

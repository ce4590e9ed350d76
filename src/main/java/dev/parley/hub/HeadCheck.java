package dev.parley.hub;

import dev.parley.protocol.Position;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares all feeds of a hub with the heads of their logs: at intervals, and soon after a bell may have
 * been missed. So nothing that was committed stays unheard, whatever the bus did.
 */
final class HeadCheck {

    static final int CHANNELS_MAX = 5_000;
    private static final int SOON_MS = 20;

    private final HubParts hub;
    private final HubMeters meters;
    private final Feeds feeds;
    private final Backoff backoff;
    private long timer;
    private boolean soon;
    private boolean underWay;
    private boolean again;
    private boolean stopped;

    HeadCheck(HubParts hub, HubMeters meters, Feeds feeds) {
        this.hub = hub;
        this.meters = meters;
        this.feeds = feeds;
        this.backoff = new Backoff(hub.random());
    }

    /** Begins the regular checks, the first one at a moment of its own within the interval. */
    void start() {
        int interval = hub.settings().headCheckMs();
        timer = hub.vertx().setTimer(1 + hub.random().nextInt(interval), first -> {
            check();
            timer = hub.vertx().setPeriodic(interval, next -> check());
        });
    }

    void stop() {
        stopped = true;
        hub.vertx().cancelTimer(timer);
    }

    /** A bell may have been missed. */
    void soon() {
        checkIn(1 + hub.random().nextInt(SOON_MS));
    }

    private void checkIn(long ms) {
        if (!soon) {
            soon = true;
            hub.vertx().setTimer(ms, now -> {
                soon = false;
                check();
            });
        }
    }

    private void check() {
        if (stopped) {
            return;
        }
        if (underWay) {
            again = true;
            return;
        }
        underWay = true;
        var all = feeds.all().stream().filter(ChannelFeed::placed).toList();
        compare(all, 0).onComplete(result -> {
            underWay = false;
            if (result.failed()) {
                checkIn(backoff.next());
            } else {
                backoff.reset();
                if (again) {
                    soon();
                }
            }
            again = false;
        });
    }

    private Future<Void> compare(List<ChannelFeed> all, int from) {
        if (from >= all.size()) {
            return Future.succeededFuture();
        }
        var piece = all.subList(from, Math.min(all.size(), from + CHANNELS_MAX));
        var asked = new ArrayList<Asked>(piece.size());
        var channels = new HashMap<String, ChannelFeed>();
        for (var feed : piece) {
            asked.add(new Asked(feed, feed.resets()));
            channels.put(feed.channel(), feed);
        }
        meters.headChecks.increment();
        return hub.log().heads(channels.keySet()).compose(heads -> {
            asked.forEach(one -> one.place(heads));
            return compare(all, from + CHANNELS_MAX);
        });
    }

    /** A feed and the log that it followed when the question was put. */
    private record Asked(ChannelFeed feed, int resets) {

        void place(Map<String, Position> heads) {
            var head = heads.get(feed.channel());
            if (head != null && feed.resets() == resets) {
                feed.place(head);
            }
        }
    }
}

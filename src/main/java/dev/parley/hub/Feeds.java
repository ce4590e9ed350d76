package dev.parley.hub;

import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The feeds of one hub by channel. A feed without subscribers lingers for a while, so that those who come
 * back find its tail.
 */
final class Feeds {

    static final long LINGER_MS = 30_000;
    static final int LINGERING_MAX = 4096;
    private static final int ROUNDS = 30;

    private final Vertx vertx;
    private final long sweepMs;
    private final int lingeringMax;
    private final Map<String, ChannelFeed> byChannel = new HashMap<>();
    private final Map<ChannelFeed, Long> idleRounds = new LinkedHashMap<>();
    private long round;
    private boolean sweeping;

    /**
     * Makes an empty house.
     *
     * @param lingerMs     how long a feed without subscribers stays
     * @param lingeringMax how many of them stay at most
     */
    Feeds(Vertx vertx, long lingerMs, int lingeringMax) {
        this.vertx = vertx;
        this.sweepMs = Math.max(1, lingerMs / ROUNDS);
        this.lingeringMax = lingeringMax;
    }

    int size() {
        return byChannel.size();
    }

    Collection<ChannelFeed> all() {
        return byChannel.values();
    }

    boolean has(String channel) {
        return byChannel.containsKey(channel);
    }

    /** The feed that is there, or null. */
    ChannelFeed get(String channel) {
        return byChannel.get(channel);
    }

    /** What a sibling lacks, as far as it is kept here. */
    Siblings.Kept kept(Siblings.Wish wish) {
        var feed = byChannel.get(wish.channel());
        return new Siblings.Kept(feed != null && feed.placed() && feed.head() >= wish.head()
            && feed.position().epoch().equals(wish.epoch()) ? feed.tail.after(wish.after(), wish.limit())
            : List.of());
    }

    ChannelFeed getOrCreate(String channel, FeedParts parts) {
        return byChannel.computeIfAbsent(channel, name -> new ChannelFeed(name, parts));
    }

    /** Nobody uses the feed now: it is closed after a while; at once if it never had a place. */
    void idle(ChannelFeed feed) {
        if (!feed.placed()) {
            close(feed);
            return;
        }
        idleRounds.remove(feed);
        idleRounds.put(feed, round);
        if (idleRounds.size() > lingeringMax) {
            var eldest = idleRounds.keySet().iterator().next();
            idleRounds.remove(eldest);
            closeUnused(eldest);
        }
        sweepLater();
    }

    void closeAll() {
        List.copyOf(byChannel.values()).forEach(this::close);
        idleRounds.clear();
    }

    private void sweepLater() {
        if (!sweeping && !idleRounds.isEmpty()) {
            sweeping = true;
            vertx.setTimer(sweepMs, timer -> sweep());
        }
    }

    private void sweep() {
        sweeping = false;
        round++;
        var entries = idleRounds.entrySet().iterator();
        while (entries.hasNext()) {
            var entry = entries.next();
            if (round - entry.getValue() < ROUNDS) {
                break;
            }
            entries.remove();
            closeUnused(entry.getKey());
        }
        sweepLater();
    }

    private void closeUnused(ChannelFeed feed) {
        if (!feed.used()) {
            close(feed);
        }
    }

    private void close(ChannelFeed feed) {
        feed.close();
        byChannel.remove(feed.channel(), feed);
    }
}

package dev.parley.hub;

import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.log.Snapshot;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gets the live state for those who subscribe with it: they go on from exactly where it stands. One question
 * for a channel is under way at a time; who comes meanwhile shares the next one, so that a crowd that comes
 * back costs a few.
 */
final class Snapshots {

    private final Log log;

    /** Channels with a question under way; what waits for the next one, if somebody does. */
    private final Map<String, Optional<Promise<Optional<Snapshot>>>> asked = new HashMap<>();

    Snapshots(Log log) {
        this.log = log;
    }

    /**
     * Where a subscription starts that was let in, with the state if it was wished for and there is one.
     *
     * @param open what the door of the feed has said
     */
    Future<Recovery> recovery(ChannelFeed feed, Start start, Opening.Open open) {
        return start instanceof Start.WithState(var from) ? withState(feed, from, open)
            : Future.succeededFuture(Recovery.of(start, open));
    }

    private Future<Recovery> withState(ChannelFeed feed, Start start, Opening.Open open) {
        int resets = feed.resets();
        return ask(feed.channel()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(Recovery.of(start, open));
            }
            var snapshot = found.get();
            if (feed.outdated(open.head(), resets)) {
                return Future.failedFuture(Refusal.unavailable(
                    "The channel is changing; asking again is safe.", 1_000).asException());
            }
            feed.place(snapshot.head());
            return Future.succeededFuture(Recovery.of(start,
                new Opening.Open(snapshot.head(), snapshot.floor())).with(snapshot));
        });
    }

    /** In a view taken after this call. */
    private Future<Optional<Snapshot>> ask(String channel) {
        var next = asked.get(channel);
        if (next == null) {
            Promise<Optional<Snapshot>> first = Promise.promise();
            run(channel, first);
            return first.future();
        }
        if (next.isEmpty()) {
            asked.put(channel, Optional.of(Promise.promise()));
        }
        return asked.get(channel).orElseThrow().future();
    }

    private void run(String channel, Promise<Optional<Snapshot>> promise) {
        asked.put(channel, Optional.empty());
        log.snapshot(channel).onComplete(answer -> {
            var next = asked.remove(channel);
            next.ifPresent(waiting -> run(channel, waiting));
            promise.handle(answer);
        });
    }
}

package dev.parley.hub;

import dev.parley.protocol.Event;
import dev.parley.relay.Batch;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * How batches come to the feeds of a hub: what is told in one turn of its event loop goes on at the end of
 * the turn, all together, so that events of one channel that follow one another make up one write, whoever
 * rang for each of them. Lives on one context.
 */
final class Hearing {

    private final Context context;
    private final Feeds feeds;
    private final PatternFeeds patterns;
    private final Run run = new Run();
    private final List<Batch> told = new ArrayList<>();

    Hearing(Context context, Feeds feeds, PatternFeeds patterns) {
        this.context = context;
        this.feeds = feeds;
        this.patterns = patterns;
    }

    void hear(Batch batch) {
        if (told.isEmpty()) {
            context.runOnContext(turn -> pass());
        }
        told.add(batch);
    }

    /** Hands on at once what was told: what comes now must not overtake it. */
    void pass() {
        var batches = List.copyOf(told);
        told.clear();
        for (var batch : batches) {
            batch.forEach(channel -> feeds.has(channel) || patterns.follow(channel), this::hear);
        }
        run.pass();
    }

    private void hear(Event event) {
        patterns.hear(event);
        var feed = feeds.get(event.channel());
        if (feed != null && !run.takes(feed, event)) {
            run.pass();
            if (!run.takes(feed, event)) {
                feed.hear(event);
            }
        }
    }
}

package dev.parley.hub;

import dev.parley.log.Door;
import dev.parley.log.Opening;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;

/**
 * Asks who may read, and takes no answer that is older than what the feed has heard of rights: such an
 * answer may come from before a member was removed.
 */
final class Doors {

    private static final int TRIES = 5;

    private final Openings openings;

    Doors(Openings openings) {
        this.openings = openings;
    }

    /**
     * The log's present answer to a door of the feed's channel. Fails with the log's refusal when it cannot
     * be asked.
     */
    Future<Opening> ask(ChannelFeed feed, Door door) {
        return ask(feed, door, TRIES);
    }

    private Future<Opening> ask(ChannelFeed feed, Door door, int tries) {
        int resets = feed.resets();
        return openings.ask(door).compose(opening -> switch (opening) {
            case Opening.Shut shut -> Future.<Opening>succeededFuture(shut);
            case Opening.Passing passing -> Future.<Opening>succeededFuture(passing);
            case Opening.Away away -> Future.<Opening>failedFuture(away.refusal().asException());
            case Opening.Open open when !feed.outdated(open.head(), resets) -> {
                feed.place(open.head());
                yield Future.<Opening>succeededFuture(open);
            }
            case Opening.Open open -> tries > 1 ? ask(feed, door, tries - 1)
                : Future.<Opening>failedFuture(unsettled());
        });
    }

    private static RuntimeException unsettled() {
        return Refusal.unavailable("The channel is changing; asking again is safe.", 1000).asException();
    }
}

package dev.parley.hub;

import dev.parley.log.Door;
import dev.parley.log.Opening;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Looks again at the rights of those whom a publication may have taken them from. Until the log has
 * answered they get nothing later; then they go on where they were, or end.
 */
final class RightsWatch {

    private final Vertx vertx;
    private final RandomGenerator random;
    private final Doors doors;
    private final HubMeters meters;

    RightsWatch(Vertx vertx, RandomGenerator random, Doors doors, HubMeters meters) {
        this.vertx = vertx;
        this.random = random;
        this.doors = doors;
        this.meters = meters;
    }

    /**
     * The subject's rights on a channel may have changed; {@code Publication.EVERYBODY}: anyone's.
     *
     * @param audience those whom it concerns: the channel's own, or that of one that opens by its door
     */
    void moved(ChannelFeed feed, Audience audience, String subject) {
        var byDoor = new HashMap<Door, List<FeedSubscription>>();
        for (var subscription : audience.unsuspended()) {
            if (subject.equals(Publication.EVERYBODY) || subject.equals(subscription.user())) {
                subscription.suspend();
                byDoor.computeIfAbsent(subscription.door(feed), door -> new ArrayList<>()).add(subscription);
            }
        }
        byDoor.forEach((door, suspended) -> look(feed, door, suspended, new Backoff(random)));
    }

    private void look(ChannelFeed feed, Door door, List<FeedSubscription> suspended, Backoff backoff) {
        suspended.removeIf(FeedSubscription::ended);
        if (suspended.isEmpty()) {
            return;
        }
        meters.rightsChecks.increment();
        doors.ask(feed, door).onComplete(answer -> {
            if (answer.succeeded()) {
                decide(answer, suspended);
            } else {
                vertx.setTimer(backoff.next(), timer -> look(feed, door, suspended, backoff));
            }
        });
    }

    private static void decide(AsyncResult<Opening> answer, List<FeedSubscription> suspended) {
        switch (answer.result()) {
            case Opening.Open open -> suspended.forEach(FeedSubscription::resume);
            case Opening.Away away -> throw new IllegalStateException("doors never answer so");
            case Opening.Passing passing -> suspended.forEach(FeedSubscription::resume);
            case Opening.Shut shut -> suspended.forEach(subscription ->
                subscription.end(Refusal.forbidden("You may no longer read this channel.")));
        }
    }
}

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
    private int rules;

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
        again(feed, audience.unsuspended().stream().filter(one -> subject.equals(Publication.EVERYBODY)
            || subject.equals(one.user())).toList());
    }

    /** How often other rules have come in force; an answer from before the last time says nothing. */
    int rules() {
        return rules;
    }

    void rulesMoved() {
        rules++;
    }

    /** The rights of these on a channel may have changed; none of them is suspended. */
    void again(ChannelFeed feed, List<FeedSubscription> subscriptions) {
        var byDoor = new HashMap<Door, List<FeedSubscription>>();
        for (var subscription : subscriptions) {
            subscription.suspend();
            byDoor.computeIfAbsent(subscription.door(feed), door -> new ArrayList<>()).add(subscription);
        }
        byDoor.forEach((door, suspended) -> look(feed, door, suspended, new Backoff(random)));
    }

    private void look(ChannelFeed feed, Door door, List<FeedSubscription> suspended, Backoff backoff) {
        suspended.removeIf(FeedSubscription::ended);
        if (suspended.isEmpty()) {
            return;
        }
        meters.rightsChecks.increment();
        int asked = rules;
        doors.ask(feed, door).onComplete(answer -> {
            if (answer.succeeded()) {
                var others = suspended.stream()
                    .filter(one -> rules != asked || !one.door(feed).equals(door)).toList();
                suspended.removeAll(others);
                decide(feed, answer, suspended);
                others.forEach(one -> look(feed, one.door(feed), new ArrayList<>(List.of(one)), backoff));
            } else {
                vertx.setTimer(backoff.next(), timer -> look(feed, door, suspended, backoff));
            }
        });
    }

    private static void decide(ChannelFeed feed, AsyncResult<Opening> answer,
                               List<FeedSubscription> suspended) {
        switch (answer.result()) {
            case Opening.Open open -> suspended.forEach(subscription -> subscription.resume(open.head()));
            case Opening.Away away -> throw new IllegalStateException("doors never answer so");
            case Opening.Passing passing -> {
                feed.audience.chooses(passing.each());
                suspended.forEach(FeedSubscription::resume);
            }
            case Opening.Shut shut -> suspended.forEach(subscription ->
                subscription.end(Refusal.forbidden("You may no longer read this channel.")));
        }
    }
}

package dev.parley.hub;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The subscriptions of a feed that stand at its head and take every event at once. The loop over them is
 * the hottest of the server: an array by index, nothing allocated or looked up per subscriber. Who leaves
 * while an event goes round leaves a hole, closed after the round.
 */
final class LiveList {

    static final int NOT_LIVE = -1;

    private static final Predicate<Subscriber> EVERYBODY = taker -> true;

    private FeedSubscription[] places = new FeedSubscription[4];

    /** The subscriber of each place, so that a round touches nothing else. */
    private Subscriber[] takers = new Subscriber[4];
    private int used;
    private int holes;
    private int rounds;

    int size() {
        return used - holes;
    }

    void add(FeedSubscription subscription) {
        if (used == places.length) {
            places = Arrays.copyOf(places, used * 2);
            takers = Arrays.copyOf(takers, used * 2);
        }
        subscription.place = used;
        takers[used] = subscription.reader.subscriber;
        places[used++] = subscription;
    }

    void remove(FeedSubscription subscription) {
        int place = subscription.place;
        subscription.place = NOT_LIVE;
        if (rounds > 0) {
            places[place] = null;
            takers[place] = null;
            holes++;
            return;
        }
        var last = places[--used];
        var lastTaker = takers[used];
        places[used] = null;
        takers[used] = null;
        if (last != subscription) {
            places[place] = last;
            takers[place] = lastTaker;
            last.place = place;
        }
    }

    /**
     * Offers events to all that are live now; whoever cannot take them falls behind, with its cursor before
     * them.
     *
     * @param cursor  where a subscription stands that refused
     * @param signals which signals it has had
     * @return how many took them
     */
    int deliver(Broadcast broadcast, long cursor, long signals) {
        return deliver(broadcast, cursor, signals, EVERYBODY);
    }

    /** The same for those only whom it concerns. */
    int deliver(Broadcast broadcast, long cursor, long signals, Predicate<Subscriber> whom) {
        int taken = 0;
        int end = used;
        rounds++;
        for (int i = 0; i < end; i++) {
            var taker = takers[i];
            if (taker == null || whom != EVERYBODY && !whom.test(taker)) {
                continue;
            }
            if (offer(taker, broadcast, i)) {
                taken++;
            } else if (places[i] != null) {
                var subscription = places[i];
                remove(subscription);
                subscription.fallBehind(cursor, signals);
            }
        }
        rounds--;
        if (rounds == 0 && holes > 0) {
            closeHoles();
        }
        return taken;
    }

    private boolean offer(Subscriber taker, Broadcast broadcast, int place) {
        try {
            return taker.offer(broadcast);
        } catch (RuntimeException fault) {
            if (places[place] != null) {
                places[place].failed(fault);
            }
            return true;
        }
    }

    private void closeHoles() {
        int to = 0;
        for (int from = 0; from < used; from++) {
            var subscription = places[from];
            if (subscription != null) {
                places[to] = subscription;
                takers[to] = takers[from];
                subscription.place = to++;
            }
        }
        Arrays.fill(places, to, used, null);
        Arrays.fill(takers, to, used, null);
        used = to;
        holes = 0;
    }
}

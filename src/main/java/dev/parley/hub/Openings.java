package dev.parley.hub;

import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the log's doors for all who wish it in one event-loop turn at once. While a question is under way,
 * further wishes gather, until it is answered or they are many: a thousand clients that come back together
 * cost a handful of queries.
 */
final class Openings {

    static final int DOORS_MAX = 1000;
    static final int MANY = 100;
    private static final int UNDER_WAY_MAX = 2;

    private record Wish(Door door, Promise<Opening> promise) {
    }

    private final Context context;
    private final Log log;
    private final HubMeters meters;
    private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
    private boolean scheduled;
    private int underWay;

    Openings(Context context, Log log, HubMeters meters) {
        this.context = context;
        this.log = log;
        this.meters = meters;
    }

    /** What the log says of the door, in a view taken after this call. Fails only with a refusal. */
    Future<Opening> ask(Door door) {
        var promise = Promise.<Opening>promise();
        wishes.add(new Wish(door, promise));
        schedule();
        return promise.future();
    }

    private void schedule() {
        if (!scheduled && due()) {
            scheduled = true;
            context.runOnContext(nothing -> flush());
        }
    }

    private boolean due() {
        return underWay == 0 ? !wishes.isEmpty() : underWay < UNDER_WAY_MAX && wishes.size() >= MANY;
    }

    private void flush() {
        scheduled = false;
        while (due()) {
            var batch = new ArrayList<Wish>(Math.min(DOORS_MAX, wishes.size()));
            while (batch.size() < DOORS_MAX && !wishes.isEmpty()) {
                batch.add(wishes.poll());
            }
            underWay++;
            meters.openings.increment();
            log.open(batch.stream().map(Wish::door).toList()).onComplete(answer -> {
                underWay--;
                if (answer.succeeded()) {
                    tell(batch, answer.result());
                } else {
                    var why = asRefusal(answer.cause());
                    batch.forEach(wish -> wish.promise.fail(why));
                }
                schedule();
            });
        }
    }

    private static void tell(List<Wish> batch, List<Opening> openings) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).promise.complete(openings.get(i));
        }
    }

    private static RefusedException asRefusal(Throwable cause) {
        return cause instanceof RefusedException refused ? refused
            : Refusal.unavailable("The log is away; asking again is safe.", 1000).asException();
    }
}

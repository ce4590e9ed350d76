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
 * further wishes gather, until it is answered or they are many. When people come in a crowd, as they do after
 * the death of another node, each question waits for a hundred of them, or half a second: a thousand clients
 * that come back cost a handful of queries.
 */
final class Openings {

    static final int DOORS_MAX = 1000;
    static final int MANY = 150;
    private static final int UNDER_WAY_MAX = 2;

    /** So many people in the time of one question are a crowd, and so many while they gather still are. */
    static final int CROWD = 8;
    static final int CROWD_GATHERED = 40;
    private static final long GATHER_MS = 500;

    private record Wish(Door door, Promise<Opening> promise) {
    }

    private final Context context;
    private final Log log;
    private final HubMeters meters;
    private final long gatherMs;
    private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
    private boolean scheduled;
    private int underWay;
    private boolean gathering;
    private int crowd = CROWD;
    private long round;

    Openings(Context context, Log log, HubMeters meters) {
        this(context, log, meters, GATHER_MS);
    }

    /** @param gatherMs how long a crowd may gather */
    Openings(Context context, Log log, HubMeters meters, long gatherMs) {
        this.context = context;
        this.log = log;
        this.meters = meters;
        this.gatherMs = gatherMs;
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
        return underWay == 0 && !gathering ? !wishes.isEmpty()
            : underWay < UNDER_WAY_MAX && wishes.size() >= MANY;
    }

    private void flush() {
        scheduled = false;
        while (due()) {
            var batch = new ArrayList<Wish>(Math.min(DOORS_MAX, wishes.size()));
            while (batch.size() < DOORS_MAX && !wishes.isEmpty()) {
                batch.add(wishes.poll());
            }
            gather(batch);
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

    /** After a question in the name of many people, the next one waits for as many. */
    private void gather(List<Wish> batch) {
        long mine = ++round;
        gathering = batch.stream().map(wish -> wish.door.user()).distinct().count() >= crowd;
        crowd = gathering ? CROWD_GATHERED : CROWD;
        if (gathering) {
            context.owner().setTimer(gatherMs, over -> {
                if (mine == round) {
                    gathering = false;
                    schedule();
                }
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

package dev.parley.persistence;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: what arrives for a channel while its last statement runs makes up the next one; channels do
 * not wait for each other. A channel whose row is held steps back and, after some tries, waits for it while
 * others go on. What was under way when a connection was lost runs again before anything later of its
 * channel. Lives on one context.
 */
final class Appender {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    /** How often a held row is passed over before it is waited for. */
    private static final int QUICK_TRIES = 3;
    private static final int LOST_MAX = 5;
    private static final int GRACE_MS = 3_000;
    private static final Refusal AWAY = Waiting.unavailable("The database is away");
    private static final long HELD_NANOS_MAX = TimeUnit.SECONDS.toNanos(3);
    private static final long AGE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(Persistence.APPEND_TIMEOUT_MS);

    private final Vertx vertx;
    private final PersistenceParts parts;
    private final Consumer<String> recall;
    private final Waiting waiting;
    private final Lines lines;
    private final Map<String, ChannelQueue> queues = new HashMap<>();
    private final ArrayDeque<ChannelQueue> ready = new ArrayDeque<>();
    private int patients;
    private boolean called;

    /**
     * Prepares one; {@code recall} rings once more for the newest publications of a channel, from the log.
     */
    Appender(Vertx vertx, int number, PersistenceParts parts, Consumer<String> recall) {
        this.vertx = vertx;
        this.parts = parts;
        this.recall = recall;
        this.waiting = new Waiting(number, parts);
        this.lines = new Lines(vertx, parts, parts.settings().appendConnections(), this::call, this::allDown);
    }

    /** Opens the connections; see {@link Line#open}. */
    Future<?> open() {
        return lines.open();
    }

    /** Refuses what waits and ends the connections. */
    Future<?> close() {
        refuseQueued(entry -> true);
        waiting.meters().close();
        return lines.close();
    }

    /** Carries an append out in its turn; the reply is the text of a JSON object. */
    Future<String> append(Append append) {
        if (!lines.anyUp()) {
            return waiting.turnAway(AWAY);
        }
        if (waiting.full()) {
            return waiting.turnAway(Waiting.unavailable("Too much is being written now"));
        }
        var entry = waiting.enter(append);
        var queue = queues.computeIfAbsent(append.channel(),
            name -> new ChannelQueue(name, parts.settings().batchMax()));
        queue.add(entry);
        if (!queue.inTurn()) {
            queue.inTurn(true);
            ready.addLast(queue);
            call();
        }
        return entry.answer();
    }

    /** Starts what can be started, once everything that has arrived by now is queued. */
    private void call() {
        if (!called) {
            called = true;
            vertx.runOnContext(turn -> {
                called = false;
                while (lines.anyFree() && !ready.isEmpty()) {
                    run(ready.removeFirst());
                }
            });
        }
    }

    private void run(ChannelQueue queue) {
        var batch = queue.isEmpty() ? List.<Pending>of() : timely(queue.take());
        if (batch.isEmpty()) {
            over(queue);
            return;
        }
        var line = lines.borrow();
        // Some lines are always left to channels whose row is free.
        var patient = queue.tries() >= QUICK_TRIES && patients < Math.max(1, lines.size() / 2);
        patients += patient ? 1 : 0;
        var started = System.nanoTime();
        attempt(line, batch, patient).onComplete(result -> {
            patients -= patient ? 1 : 0;
            waiting.meters().ran(batch.size(), patient, System.nanoTime() - started);
            if (result.succeeded()) {
                written(queue, batch, result.result());
            } else {
                failed(queue, batch, line, result.cause());
            }
            lines.giveBack(line);
        });
    }

    /** Never throws. */
    private static Future<Written> attempt(Line line, List<Pending> batch, boolean patient) {
        var epoch = line.epoch();
        return Future.succeededFuture(batch)
            .map(entries -> Statement.of(entries.stream().map(Pending::append).toList()))
            .compose(statement -> line.run(statement.sql(), statement.parameters(epoch, patient))
                .map(rows -> statement.read(rows.iterator().next(), epoch)));
    }

    /** Leaves out those whose askers have given up. */
    private List<Pending> timely(List<Pending> batch) {
        return waiting.without(batch, entry -> entry.olderThan(AGE_NANOS_MAX),
            Waiting.timeout("It was not written in time"));
    }

    private void written(ChannelQueue queue, List<Pending> batch, Written written) {
        switch (written) {
            case Written.Busy busy -> stepBack(queue, batch);
            case Written.Done done -> {
                if (!done.publications().isEmpty()) {
                    parts.bell().ring(done.publications());
                }
                if (batch.stream().anyMatch(entry -> entry.lost() > 0)) {
                    recall.accept(queue.channel());
                }
                waiting.answer(batch, done.answers());
                queue.settled(parts.settings().batchMax());
                over(queue);
            }
        }
    }

    private void failed(ChannelQueue queue, List<Pending> batch, Line line, Throwable cause) {
        switch (Fault.of(cause)) {
            case DATA -> halve(queue, batch, cause);
            case COLLISION -> stepBack(queue, batch);
            case LOST -> unknown(queue, batch, line, cause);
            case LOCKED -> held(queue, batch);
            case SCARCE -> refuse(queue, batch, Waiting.unavailable("The database lacks resources"));
            case SLOW -> refuse(queue, batch, Waiting.timeout("The database was too slow"));
            case DEFECT -> {
                LOG.error("Appends to {} failed", queue.channel(), cause);
                refuse(queue, batch, new Refusal(FailureType.INTERNAL, "The server failed to write this."));
            }
        }
    }

    /** One of them cannot be stored: smaller batches find it, and it alone is refused. */
    private void halve(ChannelQueue queue, List<Pending> batch, Throwable cause) {
        if (batch.size() > 1) {
            queue.halve(batch.size());
            queue.giveBack(batch);
            first(queue);
        } else {
            LOG.warn("PostgreSQL cannot store an append to {}: {}", queue.channel(), cause.getMessage());
            waiting.meters().guilty();
            refuse(queue, batch, Refusal.badRequest("This cannot be stored."));
        }
    }

    /** The batch runs again, with the same ids, before anything later of its channel. */
    private void unknown(ChannelQueue queue, List<Pending> batch, Line line, Throwable cause) {
        if (cause instanceof PgException) {
            line.renew();
        }
        LOG.debug("Appends to {} were cut off", queue.channel(), cause);
        waiting.meters().lost(batch.size());
        batch.forEach(Pending::wasLost);
        queue.giveBack(waiting.without(batch, entry -> entry.lost() > LOST_MAX, AWAY));
        first(queue);
    }

    /** The row stayed held for as long as the patient wait. It is given a second chance, no more. */
    private void held(ChannelQueue queue, List<Pending> batch) {
        if (batch.getFirst().olderThan(HELD_NANOS_MAX)) {
            refuse(queue, batch, Waiting.unavailable("The channel is held by something else"));
        } else {
            stepBack(queue, batch);
        }
    }

    private void stepBack(ChannelQueue queue, List<Pending> batch) {
        waiting.meters().busy();
        queue.giveBack(batch);
        vertx.setTimer(queue.wasBusy(), late -> first(queue));
    }

    private void first(ChannelQueue queue) {
        ready.addFirst(queue);
        call();
    }

    /** The channel's turn ends; a new one begins behind the others when there is more. */
    private void over(ChannelQueue queue) {
        if (queue.isEmpty()) {
            queue.inTurn(false);
            queues.remove(queue.channel());
        } else {
            ready.addLast(queue);
            call();
        }
    }

    /** Nobody waits for long in vain; what may be committed is given a little time to be run again. */
    private void allDown() {
        LOG.warn("PostgreSQL is away: nothing can be written until it is back");
        refuseQueued(entry -> entry.lost() == 0);
        vertx.setTimer(GRACE_MS, late -> {
            if (!lines.anyUp()) {
                refuseQueued(entry -> true);
            }
        });
    }

    private void refuseQueued(Predicate<Pending> which) {
        queues.values().forEach(queue -> queue.remove(which).forEach(entry -> waiting.refuse(entry, AWAY)));
    }

    private void refuse(ChannelQueue queue, List<Pending> batch, Refusal refusal) {
        batch.forEach(entry -> waiting.refuse(entry, refusal));
        over(queue);
    }
}

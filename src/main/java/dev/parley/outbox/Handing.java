package dev.parley.outbox;

import dev.parley.config.Namespace;
import dev.parley.log.Draft;
import dev.parley.log.Journal;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands rows of the outbox to the journals of channels that PostgreSQL does not keep. One batch at a time;
 * of each channel one row after the other: when one cannot be appended now, those behind it stay, too.
 * Whatever is handed over again has its id again. Lives on one context.
 */
final class Handing {

    private static final Logger LOG = LoggerFactory.getLogger(Handing.class);

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Journal journal;
    private final Supplier<List<Namespace>> declared;
    private final Runnable wake;
    private Outcome outcome = Outcome.NONE;
    private boolean underWay;
    private long restUntil = System.nanoTime();

    /** {@code wake} is called when there is an outcome. */
    Handing(Journal journal, Supplier<List<Namespace>> declared, Runnable wake) {
        this.journal = journal;
        this.declared = declared;
        this.wake = wake;
    }

    /** What became of rows: done, or dead with the reason. */
    record Outcome(JsonArray done, JsonArray dead) {

        static final Outcome NONE = new Outcome(new JsonArray(), new JsonArray());

        boolean isEmpty() {
            return done.isEmpty() && dead.isEmpty();
        }

        Outcome and(Outcome other) {
            return new Outcome(done.copy().addAll(other.done), dead.copy().addAll(other.dead));
        }
    }

    /** Whether another batch may come. */
    boolean ready() {
        return !underWay && outcome.isEmpty() && System.nanoTime() - restUntil >= 0;
    }

    /** What has become of the last batch, once. */
    Outcome outcome() {
        var known = underWay ? Outcome.NONE : outcome;
        outcome = underWay ? outcome : Outcome.NONE;
        return known;
    }

    /** Tells of rows that have left the outbox: once, to whoever listens. */
    void tell(JsonArray rows) {
        rows.forEach(row -> append((JsonObject) row)
            .onFailure(fault -> LOG.debug("An event of a passing channel was not told", fault)));
    }

    /** Appends rows that stay in the outbox until they are done. */
    void append(JsonArray rows) {
        if (rows.isEmpty()) {
            return;
        }
        underWay = true;
        outcome = new Outcome(new JsonArray(), new JsonArray());
        var channels = new LinkedHashMap<String, Queue<JsonObject>>();
        rows.stream().map(JsonObject.class::cast).forEach(row -> channels
            .computeIfAbsent(row.getString("channel"), channel -> new ArrayDeque<>()).add(row));
        Future.join(channels.values().stream().map(this::inOrder).toList()).onComplete(over -> {
            underWay = false;
            wake.run();
        });
    }

    private Future<Void> inOrder(Queue<JsonObject> rows) {
        var row = rows.poll();
        return row == null ? Future.succeededFuture() : append(row).transform(appended -> {
            if (!settled(row, appended.cause())) {
                restUntil = System.nanoTime() + REST_NANOS;
                return Future.succeededFuture();
            }
            return inOrder(rows);
        });
    }

    /** Whether this row is over, whatever became of it. */
    private boolean settled(JsonObject row, Throwable fault) {
        var key = new JsonObject().put("namespace", row.getString("namespace")).put("id", row.getLong("id"));
        if (fault == null) {
            outcome.done().add(key);
            return true;
        }
        var refused = fault instanceof RefusedException known ? Optional.of(known.refusal())
            : Optional.<Refusal>empty();
        var forGood = refused.filter(refusal -> refusal.type() == FailureType.CONFLICT
            || refusal.type() == FailureType.BAD_REQUEST || refusal.type() == FailureType.TOO_LARGE);
        forGood.ifPresentOrElse(refusal -> outcome.dead().add(key.put("reason", refusal.message())),
            () -> LOG.debug("A row of the outbox has to wait", fault));
        return forGood.isPresent();
    }

    private Future<?> append(JsonObject row) {
        var name = row.getString("namespace");
        var draft = new Draft(row.getString("channel"), row.getString("type"), row.getString("data"),
            row.getString("event"), true, "", "");
        return declared.get().stream().filter(namespace -> namespace.name().equals(name)).findFirst()
            .<Future<?>>map(namespace -> journal.append(namespace, draft))
            .orElseGet(() -> Future.failedFuture("there is no namespace " + name + " any more"));
    }
}

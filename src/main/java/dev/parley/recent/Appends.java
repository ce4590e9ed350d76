package dev.parley.recent;

import dev.parley.config.Namespace;
import dev.parley.log.Draft;
import dev.parley.log.Posted;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import dev.parley.redis.Reply;
import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Appends to recent channels: what arrives for one while its last script runs makes up the next. All channels
 * share the connection; what arrives while Redis is busy goes out with its next answer, or a moment later, so
 * that many scripts make one write. Lives on one context.
 */
final class Appends {

    private static final Refusal FULL =
        Refusal.unavailable("Too much is being written now; asking again is safe.", 1_000);
    private static final Refusal ENDED =
        Refusal.unavailable("This part of the server ends; asking again is safe.", 1_000);
    private static final Refusal TAKEN =
        new Refusal(FailureType.CONFLICT, "Another one has published something with this id.");
    /** The data of one script end with the draft that passes this. */
    private static final int BATCH_CHARACTERS_MAX = 1 << 19;
    /** How long scripts wait for an answer to go out with. */
    private static final long MOMENT_MS = 2;

    private final Vertx vertx;
    private final RecentParts parts;
    private final Store store;
    private final Consumer<String> unsure;
    private final RecentMeters meters;
    private final Map<String, Row> rows = new HashMap<>();
    /** Channels whose next script may go out. */
    private final ArrayDeque<String> next = new ArrayDeque<>();
    /** What was written in this turn: told at its end all together, and answered then. */
    private final List<Publication> untold = new ArrayList<>();
    private final List<Runnable> unanswered = new ArrayList<>();
    private int underWay;
    private boolean running;
    private boolean due;
    private int waiting;

    /** @param unsure told the channel whose last script may have been carried out, or not */
    Appends(Vertx vertx, int number, RecentParts parts, Store store, Consumer<String> unsure) {
        this.vertx = vertx;
        this.parts = parts;
        this.store = store;
        this.unsure = unsure;
        this.meters = new RecentMeters(parts.meters(), number, () -> waiting);
    }

    /** A draft that has no answer yet. */
    private record Waiting(Draft draft, Promise<Posted> promise) {
    }

    /** The drafts of one channel in their order, and its namespace as it was last seen. */
    private static final class Row {

        final ArrayDeque<Waiting> drafts = new ArrayDeque<>();
        Namespace namespace;
    }

    /** Refuses what has not gone out. */
    void close() {
        meters.close();
        for (var row : rows.values()) {
            row.drafts.forEach(entry -> entry.promise().fail(ENDED.asException()));
            row.drafts.clear();
        }
    }

    Future<Posted> append(Namespace namespace, Draft draft) {
        if (draft.denied().isPresent() && !draft.named()) {
            return Future.failedFuture(draft.denied().get().asException());
        }
        if (waiting >= parts.settings().queueMax()) {
            meters.refused.increment();
            return Future.failedFuture(FULL.asException());
        }
        waiting++;
        var entry = new Waiting(draft, Promise.promise());
        var row = rows.get(draft.channel());
        if (row == null) {
            row = new Row();
            rows.put(draft.channel(), row);
            next.addLast(draft.channel());
            runSoon();
        }
        row.namespace = namespace;
        row.drafts.addLast(entry);
        return entry.promise().future();
    }

    /** Once everything that has arrived by now stands in the rows. */
    private void runSoon() {
        if (!due) {
            due = true;
            if (underWay == 0) {
                vertx.runOnContext(turn -> runDue());
            } else {
                vertx.setTimer(MOMENT_MS, moment -> runDue());
            }
        }
    }

    private void runDue() {
        due = false;
        runAll();
    }

    /** A script that ends at once, because Redis is away, finds this under way and returns to it. */
    private void runAll() {
        if (!running) {
            running = true;
            try {
                for (var channel = next.poll(); channel != null; channel = next.poll()) {
                    run(channel);
                }
            } finally {
                running = false;
            }
        }
    }

    private void run(String channel) {
        var row = rows.get(channel);
        if (row.drafts.isEmpty()) {
            rows.remove(channel);
            return;
        }
        var batch = take(row);
        underWay++;
        store.run(Scripts.APPEND, keys(channel), arguments(row.namespace, batch)).onComplete(ran -> {
            underWay--;
            waiting -= batch.size();
            if (ran.succeeded()) {
                written(batch, ran.result());
            } else {
                meters.refused.increment(batch.size());
                batch.forEach(entry -> entry.promise().fail(ran.cause()));
                unsure.accept(channel);
            }
            next.addLast(channel);
            runAll();
        });
    }

    private List<Waiting> take(Row row) {
        var batch = new ArrayList<Waiting>();
        int size = 0;
        while (!row.drafts.isEmpty() && batch.size() < parts.settings().batchMax()
            && size < BATCH_CHARACTERS_MAX) {
            var next = row.drafts.removeFirst();
            size += next.draft().data().length();
            batch.add(next);
        }
        return batch;
    }

    private List<String> keys(String channel) {
        var shelves = parts.shelves();
        return List.of(shelves.channel(channel), shelves.log(channel), shelves.ids(0, channel),
            shelves.ids(1, channel), shelves.unwritten(Shelves.of(channel)));
    }

    private List<String> arguments(Namespace namespace, List<Waiting> batch) {
        var history = namespace.history();
        var settings = parts.settings();
        var arguments = new ArrayList<>(List.of(parts.word(), RecentParts.keepMs(settings, history.ageMs()),
            Long.toString(history.length()), Long.toString(history.ageMs()),
            Long.toString(settings.idsKeptMs()), Integer.toString(settings.idsMax()),
            namespace.out() ? "1" : "0"));
        for (var entry : batch) {
            var draft = entry.draft();
            var named = draft.denied().isPresent() ? "2" : draft.named() ? "1" : "0";
            arguments.addAll(List.of(draft.id(), named, draft.by(), draft.origin(), draft.type(),
                draft.data()));
        }
        return arguments;
    }

    private void written(List<Waiting> batch, Reply reply) {
        var answer = reply.value();
        var epoch = Epoch.of(answer.get(0).toString(), reply.runId());
        long at = answer.get(1).toLong();
        if (unanswered.isEmpty()) {
            vertx.runOnContext(turn -> tell());
        }
        int before = untold.size();
        for (int i = 0; i < batch.size(); i++) {
            long seq = answer.get(i + 2).toLong();
            if (seq > 0) {
                untold.add(Reads.publication(epoch, seq, batch.get(i).draft(), at));
            }
        }
        meters.wrote(batch.size(), untold.size() - before);
        unanswered.add(() -> {
            for (int i = 0; i < batch.size(); i++) {
                answer(batch.get(i), epoch, answer.get(i + 2).toLong());
            }
        });
    }

    private void tell() {
        var answers = List.copyOf(unanswered);
        unanswered.clear();
        parts.bell().ring(untold);
        untold.clear();
        answers.forEach(Runnable::run);
    }

    private static void answer(Waiting entry, String epoch, long seq) {
        if (seq == 0) {
            entry.promise().fail(entry.draft().denied().orElse(TAKEN).asException());
        } else {
            entry.promise().complete(new Posted(entry.draft().id(),
                Optional.of(new Position(epoch, Math.abs(seq))), seq < 0));
        }
    }
}

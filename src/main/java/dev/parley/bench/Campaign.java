package dev.parley.bench;

import dev.parley.client.Connection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run against one server, step by step: connect, make rooms, subscribe, load, drain, judge. */
final class Campaign implements AutoCloseable {

    private static final long STEP_TIMEOUT_S = 60;
    private static final long DRAIN_TIMEOUT_S = 15;
    private static final long QUIET_MS = 1_500;
    private static final int AT_ONCE = 200;

    private final URI url;
    private final Dialect dialect;
    private final Plan plan;
    private final Optional<ProcessGauge> gauge;
    private final Consumer<String> progress;
    private final Scoreboard board = new Scoreboard();
    private final Fleet fleet;
    private final List<Room> rooms = new ArrayList<>();
    private final List<Poster> posters = new ArrayList<>();
    private Optional<Long> residentBefore = Optional.empty();

    /** The progress takes a line at a time. */
    Campaign(URI url, Dialect dialect, Plan plan, Optional<ProcessGauge> gauge, Consumer<String> progress) {
        this.url = url;
        this.dialect = dialect;
        this.plan = plan;
        this.gauge = gauge;
        this.progress = progress;
        this.fleet = new Fleet(url, board, plan.threads());
    }

    /** Connects, makes the rooms and subscribes. */
    Campaign assemble(Optional<String> secret) {
        residentBefore = gauge.map(ProcessGauge::resident);
        var run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
        var seats = new ArrayList<Room>();
        for (int i = 0; i < plan.layout().sizes().size(); i++) {
            rooms.add(new Room("bench-" + run + "-" + i, dialect));
            seats.addAll(Collections.nCopies(plan.layout().sizes().get(i), rooms.get(i)));
        }
        progress.accept("connecting " + seats.size() + " clients");
        Iterator<String> paths = (dialect.answers() ? Tokens.take(url, secret, seats.size())
            : Collections.nCopies(seats.size(), "")).stream().map(dialect::path).iterator();
        fleet.connect(seats, paths::next, plan.connectRate());
        dialect.greeting().ifPresent(this::greet);
        choosePosters();
        if (dialect.answers()) {
            progress.accept("making " + rooms.size() + " rooms");
            inTurns(posters, poster -> create(poster.connection(), poster.room()));
        }
        progress.accept("subscribing");
        subscribe();
        return this;
    }

    private void choosePosters() {
        for (var room : rooms) {
            fleet.connections().stream().filter(connection -> connection.ears().room() == room).findFirst()
                .ifPresent(connection -> posters.add(
                    new Poster(connection, dialect, board, "m", plan.size())));
        }
        if (posters.size() < rooms.size()) {
            throw new IllegalStateException("No client of some room could connect: " + fleet.faults());
        }
    }

    private void greet(String greeting) {
        inTurns(fleet.connections(), connection -> {
            connection.send(greeting);
            return connection.ears().greeted();
        });
    }

    private CompletableFuture<?> create(Connection<Reader> connection, Room room) {
        var created = new CompletableFuture<>();
        connection.execute(() -> {
            connection.ears().answerAt(dialect.createdAt()).whenComplete((answer, fault) -> {
                if (fault == null) {
                    created.complete(answer);
                } else {
                    created.completeExceptionally(fault);
                }
            });
            connection.send(dialect.create(room));
        });
        return created;
    }

    private void subscribe() {
        inTurns(fleet.connections(), connection -> {
            var reader = connection.ears();
            dialect.subscribe(reader.room()).ifPresent(connection::send);
            return dialect.answers() ? reader.subscribed() : CompletableFuture.completedFuture(null);
        });
        if (!dialect.answers()) {
            findListeners();
        }
        fleet.connections().forEach(connection -> connection.ears().room().subscribed());
    }

    /** A server that does not answer subscriptions is posted to until everybody has heard something. */
    private void findListeners() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEP_TIMEOUT_S);
        var all = CompletableFuture.allOf(fleet.connections().stream()
            .map(connection -> connection.ears().subscribed()).toArray(CompletableFuture[]::new));
        while (!all.isDone() && System.nanoTime() < deadline) {
            posters.forEach(poster -> poster.post(System.nanoTime()));
            awaitQuiet();
        }
        if (!all.isDone()) {
            throw new IllegalStateException(
                "Not every client heard something within " + STEP_TIMEOUT_S + " s.");
        }
        fleet.onEach(connection -> connection.ears().cursor().begin(
            connection.ears().room().ledger().head()));
        fleet.begin();
        board.begin();
    }

    /** Until nothing has come in for a while: what is on its way now would be counted with what follows. */
    private void awaitQuiet() {
        long before;
        long now = fleet.counts(false).received();
        do {
            before = now;
            Fleet.pause(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_MS));
            now = fleet.counts(false).received();
        } while (now > before);
    }

    /** Posts at the plan's pace, measures, and judges what arrived. */
    Result load() {
        return new Load(plan, board, fleet, posters, gauge, progress).run(this::judge);
    }

    private Result judge(Result.Measured measured) {
        drain();
        var missing = new long[1];
        var wrong = new long[1];
        fleet.onEach(connection -> { });
        for (var connection : fleet.connections()) {
            var reader = connection.ears();
            missing[0] += reader.cursor().missing(reader.room().ledger().head());
            wrong[0] += reader.cursor().agrees(reader.room().ledger()) ? 0 : 1;
        }
        var memory = residentBefore.flatMap(before -> gauge.map(process ->
            (process.resident() - before) / Math.max(1, fleet.connections().size())));
        var why = fleet.faults().stream().findFirst().orElse(board.firstFailure());
        return new Result(fleet.connections().size(), fleet.faults().size(), why, fleet.counts(true),
            new Result.Posts(board.posts(), board.acknowledgements(), board.failures()), board.expected(),
            missing[0], wrong[0], new Result.Measured(measured.time(), measured.posts(),
                measured.deliveries(), measured.cpu(), memory));
    }

    private void drain() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_TIMEOUT_S);
        while ((board.deliveriesUnderWay() > 0
            || board.acknowledgements() + board.failures() < board.posts()) && System.nanoTime() < deadline) {
            Fleet.pause(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20));
        }
        Fleet.pause(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
    }

    private static <T> void inTurns(List<T> all, java.util.function.Function<T, CompletableFuture<?>> step) {
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            CompletableFuture.allOf(all.subList(i, Math.min(all.size(), i + AT_ONCE)).stream().map(step)
                .toArray(CompletableFuture[]::new)).orTimeout(STEP_TIMEOUT_S, TimeUnit.SECONDS).join();
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}

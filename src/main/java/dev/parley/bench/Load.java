package dev.parley.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The time of a run in which messages are posted: warm-up, then measurement, a line of progress a second. */
final class Load {

    private final Plan plan;
    private final Scoreboard board;
    private final Fleet fleet;
    private final List<Poster> posters;
    private final Optional<ProcessGauge> gauge;
    private final Consumer<String> progress;

    /** What stood at one moment. */
    private record Moment(long nanoTime, long acknowledged, long received, Optional<Duration> cpu) {
    }

    Load(Plan plan, Scoreboard board, Fleet fleet, List<Poster> posters, Optional<ProcessGauge> gauge,
         Consumer<String> progress) {
        this.plan = plan;
        this.board = board;
        this.fleet = fleet;
        this.posters = posters;
        this.gauge = gauge;
        this.progress = progress;
    }

    /** Loads for the time of the plan and hands what it measured to the judge. */
    Result run(Function<Result.Measured, Result> judge) {
        Result.Measured measured;
        try (var pacer = Pacer.start(plan.pace(), posters, board)) {
            watch("warm-up", plan.warmup());
            long from = System.nanoTime();
            board.measure(from, from + TimeUnit.SECONDS.toNanos(plan.seconds()));
            var start = moment();
            watch("measure", plan.seconds());
            measured = between(start, moment());
        }
        return judge.apply(measured);
    }

    private void watch(String phase, int seconds) {
        var before = moment();
        for (int second = 1; second <= seconds; second++) {
            Fleet.pause(before.nanoTime() + TimeUnit.SECONDS.toNanos(1));
            var now = moment();
            var step = between(before, now);
            progress.accept("%s %d/%d s  %,.0f posts/s  %,.0f deliveries/s  %,d under way%s".formatted(phase,
                second, seconds, step.perSecond(step.posts()), step.perSecond(step.deliveries()),
                board.deliveriesUnderWay(), board.failures() == 0 ? ""
                    : "  " + board.failures() + " failed: " + board.firstFailure()));
            before = now;
        }
    }

    private Moment moment() {
        return new Moment(System.nanoTime(), board.acknowledgements(), fleet.counts(false).received(),
            gauge.map(ProcessGauge::cpu));
    }

    private static Result.Measured between(Moment start, Moment end) {
        return new Result.Measured(Duration.ofNanos(end.nanoTime() - start.nanoTime()),
            end.acknowledged() - start.acknowledged(), end.received() - start.received(),
            start.cpu().flatMap(before -> end.cpu().map(after -> after.minus(before))), Optional.empty());
    }
}

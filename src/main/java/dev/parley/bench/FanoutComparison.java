package dev.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What one delivery to one of many subscribers costs each server. All run side by side and are loaded in
 * turns, so that whatever else the machine does falls on all of them; the figure of each is its median.
 */
final class FanoutComparison {

    /** A JVM needs this long until its code is compiled. */
    private static final int FIRST_WARMUP_S = 12;
    private static final int LATER_WARMUP_S = 3;
    /** So many subscribers are many. */
    private static final int CROWD = 5_000;

    private final List<Contender> contenders;
    private final List<Bound> bounds;
    private final Plan plan;
    private final int rounds;
    private final Consumer<String> progress;
    private final Map<Contender, List<Result>> results = new EnumMap<>(Contender.class);

    private FanoutComparison(List<Bound> bounds, Plan plan, int rounds, Consumer<String> progress) {
        this.bounds = bounds;
        this.contenders = bounds.stream().flatMap(bound -> Stream.of(bound.to(), bound.of())).distinct()
            .sorted().toList();
        this.plan = plan;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** On a plain WebSocket: the stock bridge, a bare broadcast and Parley. */
    static FanoutComparison ofBridges(Plan plan, int rounds, Consumer<String> progress) {
        return new FanoutComparison(List.of(new Bound(Contender.PARLEY, Contender.STOCK, 0.35, 0.75),
            new Bound(Contender.PARLEY, Contender.BARE, 1.5, 1.3)), plan, rounds, progress);
    }

    /** Over Socket.IO on WebSockets: the server of its authors on Node, and Parley. */
    static FanoutComparison ofSocketIo(Plan plan, int rounds, Consumer<String> progress) {
        return new FanoutComparison(List.of(new Bound(Contender.PARLEY_SOCKET_IO, Contender.NODE_SOCKET_IO,
            0.4, 0.4)), plan, rounds, progress);
    }

    /**
     * Live channels: one with all subscribers against a bare broadcast; many against the stock bridge, which
     * the bare one cannot take part in.
     */
    static FanoutComparison ofLive(Plan plan, int rounds, Consumer<String> progress) {
        var bounds = plan.layout().sizes().size() == 1
            ? List.of(new Bound(Contender.PARLEY_NONE, Contender.BARE, 1.2, 1.2),
                new Bound(Contender.PARLEY_RECENT, Contender.BARE, 1.2, 1.2))
            : List.of(new Bound(Contender.PARLEY_NONE, Contender.STOCK, 0.85, 0.85),
                new Bound(Contender.PARLEY_RECENT, Contender.STOCK, 0.85, 0.85));
        return new FanoutComparison(bounds, plan, rounds, progress);
    }

    /** What a server may cost at most of another's figure, to few subscribers and to a crowd. */
    private record Bound(Contender of, Contender to, double few, double many) {
    }

    /** Loads all servers, {@code rounds} times each. */
    Comparison run() {
        var folder = Contender.temporaryFolder();
        var servers = new EnumMap<Contender, ServerProcess>(Contender.class);
        try {
            for (var contender : contenders) {
                progress.accept("starting " + contender.title);
                servers.put(contender, contender.start(folder, plan.threads(), List.of()));
            }
            for (int round = 0; round < rounds; round++) {
                for (var contender : contenders) {
                    results.computeIfAbsent(contender, ignored -> new ArrayList<>())
                        .add(load(contender, servers.get(contender), round));
                }
            }
        } finally {
            servers.values().forEach(ServerProcess::close);
        }
        return judge();
    }

    private Result load(Contender contender, ServerProcess server, int round) {
        progress.accept("round " + (round + 1) + ": " + contender.title);
        var timed = plan.timed(round == 0 ? FIRST_WARMUP_S : LATER_WARMUP_S, plan.seconds());
        try (var campaign = new Campaign(server.url(), contender.dialect, timed, Optional.of(server.gauge()),
            line -> { })) {
            var result = campaign.assemble(Optional.empty()).load();
            progress.accept("%.2f µs per delivery, %,.0f deliveries/s%s".formatted(
                result.measured().cpuMicros().orElse(0.0),
                result.measured().perSecond(result.measured().deliveries()),
                result.whole() ? "" : "; faults:\n" + result.text()));
            return result;
        }
    }

    private Comparison judge() {
        int subscribers = plan.layout().largest();
        var comparison = new Comparison("CPU µs per delivery to " + subscribers + " subscribers of a room");
        median(result -> result.measured().cpuMicros().orElse(0.0)).forEach(comparison::figure);
        comparison.note("deliveries/s", median(result ->
            result.measured().perSecond(result.measured().deliveries())));
        comparison.note("at once", median(result -> result.totals().together()));
        comparison.note("bytes each", median(result ->
            (double) result.totals().bytes() / Math.max(1, result.totals().received())));
        bounds.forEach(bound -> comparison.atMost(bound.of().title, bound.to().title,
            subscribers < CROWD ? bound.few() : bound.many()));
        results.values().stream().flatMap(List::stream).filter(result -> !result.whole())
            .forEach(result -> comparison.fault("a run lost or repeated deliveries"));
        return comparison.with(new JsonObject().put("runs", runs()));
    }

    private JsonObject runs() {
        var json = new JsonObject();
        results.forEach((contender, some) -> json.put(contender.title,
            new JsonArray(some.stream().map(Result::json).toList())));
        return json;
    }

    private Map<String, Double> median(java.util.function.Function<Result, Double> figure) {
        var medians = new java.util.LinkedHashMap<String, Double>();
        results.forEach((contender, some) ->
            medians.put(contender.title, Comparison.median(some.stream().map(figure).toList())));
        return medians;
    }
}

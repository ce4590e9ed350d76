package dev.parley.bench;

import dev.parley.console.Arguments;
import dev.parley.console.Console;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The load tool's main class. */
public final class Bench {

    private static final Set<String> OPTIONS = Set.of("url", "connections", "channels", "rate", "deliveries",
        "size", "seconds", "warmup", "mode", "window", "secret", "pid", "json", "connect-rate", "threads",
        "baseline", "rounds");

    private static final int WINDOW = 16;
    private static final int ROUNDS = 20;
    private static final int READINGS = 100;

    private static final String USAGE = """
        Loads a running server as its clients do, or compares servers on this machine.

        --url URL           the server, such as http://127.0.0.1:8080
        --connections N     clients (100)
        --channels G        rooms: a number of equal ones, or sizes such as 1x1000,900x10 (1)
        --mode M            "rate", or "saturate": as fast as answers and deliveries return (rate); or, with
                            neither server nor clients, on a PostgreSQL of its own:
                            "rooms": what a post costs in rooms of 10, 1,000 and 100,000 members,
                            "presence": what it costs to know who is in a room of --connections people,
                            on a server of its own, while they are idle and while half of them come back;
                            "recent": events per second into recent live channels (--channels G of them),
                            against redis-benchmark with the same script and as many connections;
                            "reads": how long questions take among 1,000,000 messages in 5,000 rooms,
                            "state": how long it takes to open a live state of 1,000 keys that was changed
                            1,000,000 times, and how many changes a second there can be
        --rate R            posts per second, of all clients together (10)
        --deliveries D      deliveries per second instead of posts
        --window W          saturate: posts whose deliveries may be under way (16)
        --size S            characters of a message (128)
        --seconds T         measured time (20), after --warmup W seconds (10)
        --secret S          make tokens with the server's secret; else guest tokens are asked for
        --pid P             the server's process on this machine: tells its processor time and memory
        --connect-rate C    connections opened per second (2000)
        --threads L         event loops of the clients (2)
        --json FILE         the result as JSON too

        --baseline WHAT     instead of loading a server that runs, starts the stock Vert.x event bus bridge,
                            a bare Netty broadcast and Parley side by side and prints ratios:
                            "fanout" (CPU per delivery; --connections subscribers of one room),
                            "socketio" (the same over Socket.IO, against socket.io on Node),
                            "live" (live channels without a log and in Redis, against a bare broadcast;
                            with --channels 1000x10 against the stock bridge),
                            "idle" (memory per idle connection), "durable" (posts per second into the
                            log against a bare insert), "sql" (transactions per
                            second that publish against plain ones), or "all"
        --rounds R          measurements of each, in turns (3; of "rooms" 20, of "reads" and "state" 100)
        """;

    private Bench() {
    }

    /** Ends with status 0 when all went well, 1 when something was lost or failed, 2 when it cannot begin. */
    public static void main(String[] line) {
        if (line.length == 0 || line[0].equals("--help")) {
            Console.print(USAGE);
            return;
        }
        try {
            System.exit(run(Arguments.parse(List.of(line), OPTIONS)) ? 0 : 1);
        } catch (IllegalArgumentException fault) {
            Console.aside(fault.getMessage());
            System.exit(2);
        } catch (IllegalStateException | CompletionException | IOException | UncheckedIOException fault) {
            Console.aside("The run failed: " + Poster.sentence(fault));
            System.exit(1);
        }
    }

    private static boolean run(Arguments arguments) throws IOException {
        var json = arguments.text("json").map(Path::of);
        switch (arguments.text("mode").orElse("")) {
            case "rooms" -> {
                return told(new RoomSizes(arguments.number("rounds", ROUNDS, 3), Console::aside)
                    .run(), json);
            }
            case "presence" -> {
                return told(new PresenceLoad(plan(arguments), Console::aside).run(), json);
            }
            case "state" -> {
                return told(new StateLoad(arguments.number("rounds", READINGS, 20), Console::aside)
                    .run(), json);
            }
            case "recent" -> {
                return told(new Comparisons(List.of(new RecentComparison(plan(arguments),
                    arguments.number("rounds", 3, 1), Console::aside).run())), json);
            }
            case "reads" -> {
                return told(new Reads(arguments.number("rounds", READINGS, 20), Console::aside)
                    .run(), json);
            }
            default -> {
                return load(arguments, plan(arguments), json);
            }
        }
    }

    private static boolean load(Arguments arguments, Plan plan, Optional<Path> json) throws IOException {
        var baseline = arguments.text("baseline");
        if (baseline.isPresent()) {
            return compare(baseline.get(), plan, arguments.number("rounds", 3, 1), json);
        }
        var url = arguments.text("url").map(URI::create).orElseThrow(() ->
            new IllegalArgumentException("Option --url is needed: the server to load."));
        if (url.getHost() == null || url.getPort() < 0) {
            throw new IllegalArgumentException("Option --url needs a host and a port.");
        }
        var gauge = arguments.text("pid").isPresent()
            ? Optional.of(new ProcessGauge(arguments.number("pid", 0, 1))) : Optional.<ProcessGauge>empty();
        try (var campaign = new Campaign(url, new Dialect.Parley(), plan, gauge, Console::aside)) {
            var result = campaign.assemble(arguments.text("secret")).load();
            Console.print(result.text());
            save(json, result.json());
            return result.whole() && result.failed() == 0 && result.posts().failed() == 0;
        }
    }

    private static boolean compare(String what, Plan plan, int rounds, Optional<Path> json)
        throws IOException {
        var saturated = new Plan(plan.layout(), plan.pace() instanceof Pace.Saturated ? plan.pace()
            : new Pace.Saturated(WINDOW), plan.size(), plan.warmup(), plan.seconds(), plan.connectRate(),
            plan.threads());
        var known = new LinkedHashMap<String, Supplier<Comparison>>();
        known.put("fanout", () -> FanoutComparison.ofBridges(saturated, rounds, Console::aside).run());
        known.put("socketio", () ->
            FanoutComparison.ofSocketIo(saturated, rounds, Console::aside).run());
        known.put("live", () -> FanoutComparison.ofLive(saturated, rounds, Console::aside).run());
        known.put("idle", () -> new IdleComparison(plan, Console::aside).run());
        known.put("durable", () -> new DurableComparison(rounds, plan.seconds(), plan.size(),
            Console::aside).run());
        known.put("sql", () -> new SqlComparison(rounds, plan.seconds(), Console::aside).run());
        if (!what.equals("all") && !known.containsKey(what)) {
            throw new IllegalArgumentException("Option --baseline is one of " + known.keySet() + " or all.");
        }
        var all = known.keySet().stream().filter(name -> what.equals("all") || what.equals(name))
            .map(name -> known.get(name).get()).toList();
        return told(new Comparisons(all), json);
    }

    private static boolean told(Report report, Optional<Path> json) throws IOException {
        Console.print(report.text());
        save(json, report.json());
        return report.kept();
    }

    private static void save(Optional<Path> file, JsonObject json) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), json.encodePrettily() + "\n");
        }
    }

    private static Plan plan(Arguments arguments) {
        var layout = Layout.parse(arguments.text("channels").orElse("1"),
            arguments.number("connections", 100, 1));
        var pace = switch (arguments.text("mode").orElse("rate")) {
            case "rate", "presence", "recent" -> new Pace.Steady(arguments.text("deliveries").isPresent()
                ? arguments.decimal("deliveries", 0, 1) / layout.deliveriesPerPost()
                : arguments.decimal("rate", 10, 0.01));
            case "saturate" -> new Pace.Saturated(arguments.number("window", WINDOW, 1));
            default -> throw new IllegalArgumentException("Option --mode is \"rate\" or \"saturate\".");
        };
        return new Plan(layout, pace, arguments.number("size", 128, 24), arguments.number("warmup", 10, 0),
            arguments.number("seconds", 20, 1), arguments.number("connect-rate", 2_000, 1),
            arguments.number("threads", 2, 1));
    }
}

package dev.parley.abuse;

import dev.parley.console.Console;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The program: starts a server, lets good clients talk, attacks it, and says what came of it. */
public final class Abuse {

    private static final long SAMPLE_MS = 100;
    private static final int WARM_UP_S = 10;
    private static final int REHEARSAL_S = 5;

    private final AbuseOptions options;
    private final SplittableRandom random;
    private final Watch watch = new Watch();

    private Abuse(AbuseOptions options) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
    }

    /** Ends with status 0 when all went well, 1 when a law was broken, 2 when an argument is wrong. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            Console.print(AbuseOptions.HELP);
            return;
        }
        AbuseOptions options;
        try {
            options = AbuseOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException fault) {
            Console.aside(fault.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options).stream().allMatch(outcome -> outcome.kept(options.timed())) ? 0 : 1);
    }

    /** Blocks until the server is gone again. */
    static List<Outcome> run(AbuseOptions options) {
        Console.say("seed " + options.seed());
        return new Abuse(options).run();
    }

    private List<Outcome> run() {
        var outcomes = new ArrayList<Outcome>();
        try (var victim = new Victim(options.folder()); var crowd = new Crowd(watch, random.split())) {
            Runtime.getRuntime().addShutdownHook(new Thread(victim::close));
            var target = victim.await();
            Attic.fill(target);
            crowd.gather(target, options.people(), options.rate());
            Console.say(options.people() + " people talk; the server's log is in " + options.folder());
            try (var horde = new Horde(target)) {
                measure(victim, options.timed() ? WARM_UP_S : 1);
                for (var attack : options.attacks()) {
                    var outcome = suffer(attack, horde, victim, crowd);
                    outcomes.add(outcome);
                    Console.print(outcome.text(options.timed()));
                }
            }
        }
        save(outcomes);
        return outcomes;
    }

    private Outcome suffer(Attack attack, Horde horde, Victim victim, Crowd crowd) {
        var faults = watch.told().size();
        var liveBefore = victim.liveMib();
        var residentBefore = victim.residentMib();
        if (options.timed()) {
            rehearse(attack, horde, victim);
        }
        crowd.catchUp();
        watch.turn();
        measure(victim, Math.max(1, options.seconds() / 2));
        var before = watch.turn();
        var readings = victim.readings();
        horde.attack(attack, random.nextLong());
        var peak = measure(victim, options.seconds());
        var cut = horde.halt();
        var during = watch.turn();
        crowd.catchUp();
        var limits = victim.readings().limitsSince(readings);
        var after = victim.residentMib();
        if (!victim.alive()) {
            watch.fault("the server is gone");
        }
        var told = watch.told();
        return new Outcome(attack, before, during,
            new Outcome.Memory(residentBefore, Math.max(peak, after), after, liveBefore, victim.liveMib()),
            limits, cut, told.subList(Math.min(faults, told.size()), told.size()));
    }

    /** What has never run is compiled first, which is not what an attack costs a server that has been up. */
    private void rehearse(Attack attack, Horde horde, Victim victim) {
        horde.attack(attack, random.nextLong());
        measure(victim, REHEARSAL_S);
        horde.halt();
    }

    /** Lets time pass; the most resident memory meanwhile. */
    private static long measure(Victim victim, int seconds) {
        long peak = 0;
        for (long left = TimeUnit.SECONDS.toMillis(seconds); left > 0; left -= SAMPLE_MS) {
            Arms.pause(SAMPLE_MS);
            peak = Math.max(peak, victim.residentMib());
        }
        return peak;
    }

    private void save(List<Outcome> outcomes) {
        options.json().ifPresent(file -> {
            try {
                Files.writeString(file, new JsonObject().put("seed", options.seed())
                    .put("people", options.people()).put("postsPerSecond", options.rate())
                    .put("attacks", new JsonArray(outcomes.stream()
                        .map(outcome -> outcome.json(options.timed())).toList())).encodePrettily() + "\n");
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        });
    }
}

package dev.parley.faults;

import dev.parley.console.Console;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The program: starts a cluster, lets one scenario after another happen to it, and says what was found. */
public final class Faults {

    private static final int UNAVAILABLE = 503;

    private Faults() {
    }

    /** Ends with status 0 when every law held, 1 when one was broken, 2 when an argument is wrong. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            Console.print(Options.help());
            return;
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException fault) {
            Console.aside(fault.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options) == 0 ? 0 : 1);
    }

    /** The number of broken laws. Blocks until the cluster is gone again. */
    static int run(Options options) {
        Console.say("seed " + options.seed());
        var findings = new Findings();
        try (var ground = new Ground(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(ground::close));
            ground.start();
            var ports = ground.nodes().stream().map(NodeProcess::port).toList();
            Console.say("nodes at " + ports + ", their logs in " + options.folder());
            try (var crowd = new Crowd(ports, options.seed(), findings)) {
                for (var scenario : options.scenarios()) {
                    Console.say(scenario.name().toLowerCase(Locale.ROOT));
                    play(scenario, ground, crowd, options, findings);
                    ground.awaitReady();
                    Afterglow.prove(ground, crowd, findings);
                }
            }
        }
        Console.say(findings + "; seed " + options.seed());
        return findings.count();
    }

    private static void stage(Stage stage, Stage.Trouble trouble, int atLeast, RandomGenerator random) {
        try (stage) {
            stage.play(trouble, atLeast, random);
        }
    }

    private static void play(Scenario scenario, Ground ground, Crowd crowd, Options options,
                             Findings findings) {
        var random = new SplittableRandom(options.seed() + scenario.ordinal());
        switch (scenario) {
            case KILL -> stage(new Stage(ground, crowd, options, findings), Troubles::kill, 3, random);
            case FREEZE -> stage(new Stage(ground, crowd, options, findings), Troubles::freeze, 1, random);
            case DATABASE -> {
                long before = findings.refusals(UNAVAILABLE);
                stage(new Stage(ground, crowd, options, findings), Troubles::database, 1, random);
                if (findings.refusals(UNAVAILABLE) == before) {
                    findings.broken("no post was refused with 503 while PostgreSQL was away");
                }
            }
            case LIVE -> new Live(ground, crowd, options, findings).play(random);
            case INBOX -> new Mail(ground, crowd, options, findings).play(random);
            case ROLL -> stage(new Stage(ground, crowd, options, findings),
                (nodes, chance) -> Troubles.roll(nodes, chance, findings), options.nodes(), random);
            case COMMIT -> Standstill.commit(ground, crowd, findings, random);
            case ROW -> Standstill.row(ground, crowd, findings);
            case ROLLING -> new Rolling(ground, crowd, options, findings).play();
            case PRESENCE -> new Census(ground, crowd, options, findings, random).play();
            case STATE -> new Reflection(ground, crowd, options, findings).play(random);
            case SQL -> new SqlFeed(ground, crowd, options, findings).play(random);
            case STORM -> new Storm(ground, crowd, options, findings).play(random);
        }
    }
}

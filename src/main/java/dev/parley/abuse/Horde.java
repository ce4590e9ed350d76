package dev.parley.abuse;

import dev.parley.console.Console;
import dev.parley.console.SameJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Scanner;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The attackers, in a process of their own that runs when no other wants to: attackers have machines of their
 * own, and what they spend there takes nothing from the server and its good clients.
 */
final class Horde implements AutoCloseable {

    private static final String HALT = "halt";
    private static final long END_S = 15;

    private final Process process;
    private final Writer orders;
    private final BufferedReader reports;

    Horde(Target target) {
        try {
            process = new ProcessBuilder(List.of("chrt", "--idle", "0", SameJava.program("java"), "-Xmx256m",
                "-cp", SameJava.classPath(), Horde.class.getName())).redirectError(Redirect.INHERIT).start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        orders = process.outputWriter();
        reports = process.inputReader();
        order(target.port() + " " + target.secret());
    }

    /** Begins an attack; returns when the attackers are about to strike. */
    void attack(Attack attack, long seed) {
        order(attack.name() + " " + seed);
    }

    /** Ends it; how often the server refused an attacker or ended his connection. */
    long halt() {
        return Long.parseLong(order(HALT));
    }

    private String order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
            var report = reports.readLine();
            if (report == null) {
                throw new IllegalStateException("The attackers have gone.");
            }
            return report;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What the process does: answers each order with a line, until there are no more. */
    public static void main(String[] none) {
        try (var orders = new Scanner(Console.input())) {
            var target = new Target(orders.nextInt(), orders.next());
            Console.say("ready");
            while (orders.hasNext()) {
                var attack = Attack.valueOf(orders.next());
                var onslaught = new Onslaught(target, attack, new SplittableRandom(orders.nextLong()));
                Console.say("begun");
                orders.next();
                onslaught.close();
                Console.say("" + (onslaught.cut() + onslaught.refused()));
            }
        }
    }
}

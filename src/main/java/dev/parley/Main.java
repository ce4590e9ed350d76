package dev.parley;

import dev.parley.config.FaultySettingsException;
import dev.parley.config.Reference;
import dev.parley.config.Settings;
import dev.parley.config.SettingsReader;
import dev.parley.console.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: reads the settings, runs a node until it is told to end, and ends it in order. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final long END_MS = 20_000;

    private Main() {
    }

    /** Exit codes: 0 ended in order; 1 did not start, or not end in order; 2 arguments or settings wrong. */
    public static void main(String[] arguments) {
        try {
            var line = CommandLine.parse(List.of(arguments));
            switch (line.what()) {
                case HELP -> Console.print(CommandLine.HELP);
                case REFERENCE -> Console.print(Reference.text());
                case KEY -> Console.print(ServerKey.make(line.name().orElseThrow(), new SecureRandom()));
                case VERSION -> Console.say("Parley " + version());
                case CHECK -> {
                    var settings = settings(line);
                    Console.say("The settings are good (profile "
                        + settings.profile().name().toLowerCase(Locale.ROOT) + ").");
                }
                case SERVERS -> serve(line.file().orElseThrow());
                case RUN -> run(line);
            }
        } catch (IllegalArgumentException | FaultySettingsException fault) {
            end(NOT_UNDERSTOOD, fault.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (BootException fault) {
            LOG.debug("Parley did not start", fault);
            end(FAILED, fault.getMessage());
        }
    }

    private static void run(CommandLine line) {
        var began = System.nanoTime();
        var settings = settings(line);
        var node = new Node(settings, new Rereading(file(line), settings, () -> settings(line)),
            () -> Thread.ofPlatform().start(() -> System.exit(0)));
        var ending = atEnd(node::stop,
            Math.max(settings.http().drainMs(), settings.http().drainMsMax()) + END_MS);
        node.start();
        ending.set(true);
        LOG.info("Parley serves {} after {} ms; Ctrl-C or SIGTERM ends it", node.url(),
            (System.nanoTime() - began) / 1_000_000);
    }

    private static void serve(Path folder) throws InterruptedException {
        var endings = new Endings();
        var ending = atEnd(() -> endings.run(END_MS), END_MS);
        SharedServers.start(folder, endings);
        ending.set(true);
        Thread.currentThread().join();
    }

    /**
     * Has {@code stop} run when the process is told to end, or gives up starting. The exit code of an ordered
     * end is 0 once the answer is set to true; before, the process keeps its own.
     */
    private static AtomicBoolean atEnd(Runnable stop, long limitMs) {
        var started = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            var ending = Thread.ofPlatform().daemon().start(stop);
            try {
                ending.join(limitMs);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (ending.isAlive()) {
                LOG.warn("Parley could not end in order in {} ms", limitMs);
                Runtime.getRuntime().halt(FAILED);
            } else if (started.get()) {
                LOG.info("Parley has ended");
                Runtime.getRuntime().halt(0);
            }
        }, "end"));
        return started;
    }

    private static void end(int code, String sentence) {
        Console.aside(sentence);
        System.exit(code);
    }

    private static Settings settings(CommandLine line) {
        return SettingsReader.read(file(line), System.getenv(), line.sets(), home());
    }

    private static Path home() {
        return Path.of(System.getProperty("parley.home", ""));
    }

    private static Optional<Path> file(CommandLine line) {
        return line.file().or(() -> Optional.of(home().resolve("conf/parley.yaml")).filter(Files::exists));
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(unpackaged)");
    }
}

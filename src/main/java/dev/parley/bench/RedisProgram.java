package dev.parley.bench;

import dev.parley.recent.RecentLog;
import dev.parley.redis.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The load tool of Redis' authors, {@code redis-benchmark}, running the script of the recent log: so many
 * connections, each of which sends one append, waits for its answer and sends the next.
 */
final class RedisProgram {

    private static final String PROGRAM = "redis-benchmark";
    private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");
    private static final long LIMIT_SECONDS = 300;

    private final int port;
    private final int connections;
    private final int size;

    /** @param size characters of the data of each event */
    RedisProgram(int port, int connections, int size) {
        this.port = port;
        this.connections = connections;
        this.size = size;
    }

    /** Appends per second. The script must be known to Redis: whoever appended before has told it. */
    double rate(int appends) {
        var script = Script.read(RecentLog.class, "channel", "append");
        var keys = List.of("{bench}:c", "{bench}:l", "{bench}:i0", "{bench}:i1", "{bench}:unwritten");
        var command = new ArrayList<>(List.of(PROGRAM, "-p", Integer.toString(port), "-c",
            Integer.toString(connections), "-n", Integer.toString(appends), "-r", "100000000", "-q",
            "EVALSHA", script.digest(), Integer.toString(keys.size())));
        command.addAll(keys);
        command.addAll(List.of("birth", "259200000", "1000", "86400000", "86400000", "1000000", "0"));
        command.addAll(List.of("m__rand_int__", "1", "bench", "s0000000000000000", "message",
            "\"" + "x".repeat(Math.max(0, size - 2)) + "\""));
        var said = run(command);
        var rate = RATE.matcher(said);
        double last = 0;
        while (rate.find()) {
            last = Double.parseDouble(rate.group(1));
        }
        if (last == 0) {
            throw new IllegalStateException(PROGRAM + " says: " + said.strip());
        }
        return last;
    }

    private static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return said;
        } catch (IOException absent) {
            throw new UncheckedIOException("The program " + PROGRAM + " is needed on the PATH; it comes with"
                + " Redis (package redis-tools).", absent);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}

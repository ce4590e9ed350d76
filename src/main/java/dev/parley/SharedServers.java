package dev.parley;

import dev.parley.embedded.CannotStartException;
import dev.parley.embedded.PostgresServer;
import dev.parley.embedded.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL and one Redis for several nodes of this machine, in a process of their own. How they are
 * reached stands in a file, as the variables that a node understands; they keep their ports from one run to
 * the next, so that nodes find them again.
 */
final class SharedServers {

    static final String FILE = "servers.env";

    private static final Logger LOG = LoggerFactory.getLogger(SharedServers.class);
    private static final String POSTGRES_PORT = "PARLEY_POSTGRES_PORT";
    private static final String REDIS_URL = "PARLEY_REDIS_URL";

    private SharedServers() {
    }

    /** Starts both; blocks until they answer. */
    static void start(Path folder, Endings endings) {
        try {
            var before = read(folder.resolve(FILE));
            var postgres = postgres(folder.resolve("postgres"), port(before.get(POSTGRES_PORT)));
            endings.add("stop PostgreSQL", postgres::close);
            var redis = redis(folder.resolve("redis"), port(before.get(REDIS_URL)));
            endings.add("stop Redis", redis::close);
            write(folder.resolve(FILE), new TreeMap<>(Map.of(
                "PARLEY_POSTGRES_HOST", "127.0.0.1",
                POSTGRES_PORT, Integer.toString(postgres.port()),
                "PARLEY_POSTGRES_DATABASE", PostgresServer.DATABASE,
                "PARLEY_POSTGRES_USER", PostgresServer.USER,
                REDIS_URL, "redis://127.0.0.1:" + redis.port())));
            LOG.info("PostgreSQL runs on port {} and Redis on port {}; they keep their data in {}",
                postgres.port(), redis.port(), folder);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (CannotStartException fault) {
            throw new BootException(fault.getMessage(), fault);
        } finally {
            endings.begun();
        }
    }

    private static PostgresServer postgres(Path folder, int port) {
        try {
            return PostgresServer.start(folder, port, true);
        } catch (CannotStartException taken) {
            return PostgresServer.start(folder, 0, true);
        }
    }

    private static RedisServer redis(Path folder, int port) {
        try {
            return RedisServer.start(folder, port, true);
        } catch (CannotStartException taken) {
            return RedisServer.start(folder, 0, true);
        }
    }

    private static int port(String address) {
        return address == null ? 0 : Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static Map<String, String> read(Path file) throws IOException {
        return !Files.exists(file) ? Map.of() : Files.readAllLines(file).stream()
            .filter(line -> line.contains("="))
            .collect(Collectors.toMap(line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1)));
    }

    private static void write(Path file, Map<String, String> variables) throws IOException {
        var text = variables.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining());
        var unfinished = Files.writeString(file.resolveSibling(FILE + ".new"), text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

package dev.parley.bench;

import dev.parley.console.SameJava;
import dev.parley.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server in a process of its own on this machine, a JVM with the same flags as all others, or Node. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final long STOP_MAX_S = 10;
    private static final List<String> FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC",
        "-XX:ReservedCodeCacheSize=128m", "-Dio.netty.noUnsafe=false", "-Dvertx.disableFileCPResolving=true");
    private static final List<String> NEWER_FLAGS =
        List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseCompactObjectHeaders");

    private final String name;
    private final Process process;
    private final URI url;
    private final Path log;

    private ServerProcess(String name, Process process, URI url, Path log) {
        this.name = name;
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /** Starts the main class with its arguments, "{port}" standing for a free port. */
    static ServerProcess start(String name, String mainClass, List<String> arguments, List<String> moreFlags,
                               Path log) {
        int port = FreePorts.next();
        var command = new ArrayList<String>();
        command.add(SameJava.program("java"));
        command.addAll(FLAGS);
        if (Runtime.version().feature() >= 25) {
            command.addAll(NEWER_FLAGS);
        }
        command.addAll(moreFlags);
        command.addAll(List.of("-cp", SameJava.classPath(), mainClass));
        arguments.forEach(one -> command.add(one.replace("{port}", Integer.toString(port))));
        return start(name, new ProcessBuilder(command), port, log);
    }

    /**
     * Starts a script on Node with a free port as its argument.
     *
     * @param script  below the project's folder
     * @param modules where its packages are installed, below the project's folder
     */
    static ServerProcess start(String name, String script, String modules, Path log) {
        var project = Path.of(System.getProperty("parley.project", ""));
        if (!Files.isDirectory(project.resolve(modules).resolve("socket.io"))) {
            throw new IllegalStateException("The server \"" + name + "\" needs the npm package socket.io: run"
                + " \"npm ci\" in " + project.resolve(modules).getParent() + ".");
        }
        int port = FreePorts.next();
        var builder = new ProcessBuilder("node", project.resolve(script).toString(), Integer.toString(port));
        builder.environment().put("NODE_PATH", project.resolve(modules).toAbsolutePath().toString());
        builder.environment().put("NODE_ENV", "production");
        return start(name, builder, port, log);
    }

    private static ServerProcess start(String name, ProcessBuilder builder, int port, Path log) {
        try {
            var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            var server = new ServerProcess(name, process, URI.create("http://127.0.0.1:" + port),
                log);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    String name() {
        return name;
    }

    URI url() {
        return url;
    }

    ProcessGauge gauge() {
        return new ProcessGauge(process.pid());
    }

    /** Waits until somebody listens at its port. */
    ServerProcess awaitPort() {
        return await(() -> {
            try (var socket = new Socket(url.getHost(), url.getPort())) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** Waits until the path answers that all is well. */
    ServerProcess awaitAnswer(String path) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(5)).build();
            return await(() -> {
                try {
                    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
                } catch (IOException notYet) {
                    return false;
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            });
        }
    }

    private ServerProcess await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                    "The server \"" + name + "\" does not start: " + log + " says why.");
            }
            Fleet.pause(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100));
        }
        return this;
    }

    /** Asks the JVM for a full collection, so that its memory shows what it holds. */
    void collect() {
        try {
            new ProcessBuilder(SameJava.program("jcmd"), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor(30, TimeUnit.SECONDS);
        } catch (IOException fault) {
            throw new UncheckedIOException("The JDK's jcmd is needed to measure memory.", fault);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}

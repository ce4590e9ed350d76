package dev.parley.faults;

import dev.parley.console.SameJava;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One node in a process of its own, on a fixed port, which can be killed, frozen and started again. */
final class NodeProcess {

    /** What Hazelcast and Netty reach into; the same as in the start script of the server. */
    private static final List<String> JVM = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "--add-modules", "java.se", "--add-exports", "java.base/jdk.internal.ref=ALL-UNNAMED",
        "--add-opens", "java.base/java.lang=ALL-UNNAMED", "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens", "java.management/sun.management=ALL-UNNAMED",
        "--add-opens", "jdk.management/com.sun.management.internal=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED");

    /** The first Java that warns of what Netty and Hazelcast do without asking. */
    private static final int WARNING_JAVA = 24;

    private final int number;
    private final int port;
    private final List<String> sets;
    private final Path log;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Process process;

    NodeProcess(int number, int port, List<String> sets, Path folder) {
        this.number = number;
        this.port = port;
        this.sets = sets;
        this.log = folder.resolve("node-" + number + ".log");
    }

    int number() {
        return number;
    }

    int port() {
        return port;
    }

    void start() {
        var command = new ArrayList<String>();
        command.add(SameJava.program("java"));
        command.addAll(JVM);
        if (Runtime.version().feature() >= WARNING_JAVA) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", SameJava.classPath(), "dev.parley.Main"));
        sets.forEach(set -> command.addAll(List.of("--set", set)));
        command.addAll(List.of("--set", "http.port=" + port));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectInput(Redirect.from(new File("/dev/null"))).start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    boolean ready() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(2)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Whether the process ended by itself, which it should not. */
    boolean ended() {
        return process != null && !process.isAlive();
    }

    /** Processor time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Path log() {
        return log;
    }

    /** SIGTERM, and waits until the process is gone: how long that took, in milliseconds. */
    long end() {
        long start = System.nanoTime();
        process.destroy();
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        kill();
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("node " + number + " could not be sent SIG" + name);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

package dev.parley.abuse;

import dev.parley.console.SameJava;
import dev.parley.embedded.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server that is attacked: a node in a process of its own, with the limits of production. */
final class Victim implements AutoCloseable {

    /** Memory that the server may have: what it is given more must show. */
    static final int HEAP_MIB = 256;

    private static final String SECRET = "a-secret-of-this-suite-and-nobody-else";
    private static final List<String> JVM = List.of("-Xmx" + HEAP_MIB + "m", "-XX:MaxDirectMemorySize=128m",
        "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--add-modules", "java.se",
        "--add-exports", "java.base/jdk.internal.ref=ALL-UNNAMED",
        "--add-opens", "java.base/java.lang=ALL-UNNAMED", "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens", "java.management/sun.management=ALL-UNNAMED",
        "--add-opens", "jdk.management/com.sun.management.internal=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED", "-Dio.netty.noUnsafe=false");
    private static final int WARNING_JAVA = 24;
    private static final long START_MS = 120_000;

    private final int port = FreePorts.next();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path log;
    private final Process process;

    Victim(Path folder) {
        try {
            Files.createDirectories(folder);
            log = folder.resolve("server.log");
            process = new ProcessBuilder(command(folder)).redirectErrorStream(true)
                .redirectOutput(log.toFile()).redirectInput(Redirect.from(new File("/dev/null"))).start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private List<String> command(Path folder) {
        var command = new ArrayList<String>();
        command.add(SameJava.program("java"));
        command.addAll(JVM);
        if (Runtime.version().feature() >= WARNING_JAVA) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", SameJava.classPath(), "dev.parley.Main"));
        List.of("profile=demo", "http.host=127.0.0.1", "http.port=" + port, "auth.secret=" + SECRET,
            "postgres.embedded=true", "postgres.dataDirectory=" + folder.resolve("postgres").toAbsolutePath(),
            "redis.embedded=true", "redis.dataDirectory=" + folder.resolve("redis").toAbsolutePath(),
            "address.commandsPerSecond=2000", "address.commandsBurst=10000",
            "address.bytesPerSecond=16777216", "address.bytesBurst=67108864",
            "address.connectsPerSecond=100", "address.connectsBurst=1000",
            "address.registrationsPerSecond=20000", "address.registrationsBurst=100000",
            "address.connectionsMax=2000", "edge.headMs=3000", "edge.bodyMs=3000")
            .forEach(set -> command.addAll(List.of("--set", set)));
        return command;
    }

    /** Waits until it serves. */
    Target await() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS);
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The server does not start: " + log + " says why.");
            }
            Arms.pause(100);
        }
        return new Target(port, SECRET);
    }

    private boolean ready() {
        try {
            return http.send(request("/health/ready"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20)).build();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Its meters now. */
    Readings readings() {
        try {
            return new Readings(http.send(request("/metrics"), BodyHandlers.ofString()).body());
        } catch (IOException away) {
            return new Readings("");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Memory in RAM, in MiB (proc(5)); 0 when the process is gone. */
    long residentMib() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024).findFirst().orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** The heap that is left after a full collection, in MiB. */
    long liveMib() {
        try {
            new ProcessBuilder(SameJava.program("jcmd"), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start()
                .waitFor(30, TimeUnit.SECONDS);
        } catch (IOException fault) {
            throw new UncheckedIOException("The JDK's jcmd is needed to measure memory.", fault);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return Math.round(readings().sum("jvm_memory_used_bytes", "area=\"heap\"")) >> 20;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

package dev.parley.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A Redis of any kind (plain, replica, Sentinel, node of a Cluster) that a test may kill, stop, let go on and
 * start again: it keeps its port and its files.
 */
public final class RedisNode implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Path folder;
    private final int port;
    private final List<String> lines;
    private Process process;

    private RedisNode(Path folder, int port, List<String> lines) {
        this.folder = folder;
        this.port = port;
        this.lines = List.copyOf(lines);
    }

    /** Starts one with these lines of configuration; what begins with "sentinel" makes it one. Blocks. */
    public static RedisNode start(Path folder, String... lines) throws IOException {
        return at(folder, FreePorts.next(), lines);
    }

    /** The same on a given port. */
    public static RedisNode at(Path folder, int port, String... lines) throws IOException {
        var node = new RedisNode(Files.createDirectories(folder), port, List.of(lines));
        var configuration = folder.resolve("redis.conf");
        Files.writeString(configuration, "port %d%nbind 127.0.0.1%ndir %s%nsave \"\"%nappendonly no%n%s%n"
            .formatted(port, folder, String.join("\n", lines)));
        node.start();
        return node;
    }

    /** Starts it again. */
    public void start() throws IOException {
        var resource = ExecutableProvider.newProvidedVersionsMap()
            .get(OsArchitecture.detectOSandArchitecture());
        var command = new ProcessBuilder(BinaryCache.executable("redis", resource).toString(),
            folder.resolve("redis.conf").toString());
        if (lines.stream().anyMatch(line -> line.startsWith("sentinel"))) {
            command.command().add("--sentinel");
        }
        process = command.redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("redis.out").toFile())).start();
        var end = System.nanoTime() + LIMIT_NANOS;
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IOException("Redis does not start: "
                    + Files.readString(folder.resolve("redis.out")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var first = socket.getInputStream().readNBytes(7);
            return List.of("+PONG\r\n", "-NOAUTH").contains(new String(first, StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Sends one command; the raw answer, as far as it comes at once. */
    public String ask(String... words) throws IOException {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(5_000);
            var command = new StringBuilder("*" + words.length + "\r\n");
            for (var word : words) {
                command.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n")
                    .append(word).append("\r\n");
            }
            socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
            var answer = new byte[65_536];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        }
    }

    /** Ends it at once: kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** It hangs: its connections stay, and nothing is answered. */
    public void hang() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        new ProcessBuilder("kill", which, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            goOn();
            kill();
        }
    }
}

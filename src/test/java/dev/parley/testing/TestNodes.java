package dev.parley.testing;

import dev.parley.config.PostgresSettings;
import dev.parley.embedded.FreePorts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of real nodes, each a process of its own, on one database of the tests. Its calls block. The
 * processes end with {@link #close} or with the JVM.
 */
public final class TestNodes implements AutoCloseable {

    private static final long READY_SECONDS = 120;
    private static final HttpClient CLIENT =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final List<Process> processes = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();
    private final Path folder;
    private final List<String> sets;
    private final String scheme;
    private final HttpClient client;

    private TestNodes(List<String> sets, String scheme, HttpClient client) {
        this.folder = TestFolders.of("nodes");
        this.sets = sets;
        this.scheme = scheme;
        this.client = client;
    }

    /**
     * Starts so many nodes and waits until each is ready and sees all others.
     *
     * @param sets more settings, such as {@code rooms.pageMax=10}; or, from {@code -D} on, properties of Java
     */
    public static TestNodes start(int count, String... sets) {
        return start(new TestNodes(List.of(sets), "http", CLIENT), count);
    }

    /** The same for nodes whose settings say that they speak TLS, by a client that trusts them. */
    public static TestNodes encrypted(HttpClient trusting, int count, String... sets) {
        return start(new TestNodes(List.of(sets), "https", trusting), count);
    }

    private static TestNodes start(TestNodes nodes, int count) {
        Runtime.getRuntime().addShutdownHook(new Thread(nodes::close, "end-nodes"));
        var postgres = TestPostgres.emptyDatabase();
        var clusterPorts = IntStream.range(0, count).mapToObj(i -> FreePorts.next()).toList();
        clusterPorts.forEach(port -> nodes.add(postgres, port, clusterPorts));
        nodes.urls.forEach(url -> nodes.until(url + " to see all", () -> nodes.seen(url) == count));
        return nodes;
    }

    /** Where the nodes serve, such as {@code http://127.0.0.1:34567}. */
    public List<String> urls() {
        return List.copyOf(urls);
    }

    public List<Long> pids() {
        return processes.stream().map(Process::pid).toList();
    }

    /** What the nodes have logged. */
    public String logs() {
        var text = new StringBuilder();
        for (int i = 0; i < urls.size(); i++) {
            text.append("--- ").append(urls.get(i)).append('\n').append(log(i));
        }
        return text.toString();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (var process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void add(PostgresSettings postgres, int clusterPort, List<Integer> clusterPorts) {
        var port = FreePorts.next();
        var url = scheme + "://127.0.0.1:" + port;
        var command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--add-")).forEach(command::add);
        sets.stream().filter(set -> set.startsWith("-D")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.parley.Main"));
        for (var set : List.of("profile=test", "http.port=" + port, "http.publicUrl=" + url,
            "postgres.embedded=false", "postgres.host=" + postgres.host(), "postgres.port=" + postgres.port(),
            "postgres.database=" + postgres.database(), "postgres.user=" + postgres.user(),
            "redis.embedded=false", "redis.url=" + TestRedis.settings().url(),
            "redis.prefix=" + postgres.database(),
            "instances.sockets=2", "instances.rooms=2", "instances.persistence=1",
            "cluster.enabled=" + (clusterPorts.size() > 1), "cluster.name=test-" + clusterPorts.getFirst(),
            "cluster.port=" + clusterPort, "cluster.members=" + clusterPorts.stream()
                .map(each -> "127.0.0.1:" + each).collect(Collectors.joining(",")))) {
            command.addAll(List.of("--set", set));
        }
        sets.stream().filter(set -> !set.startsWith("-D"))
            .forEach(set -> command.addAll(List.of("--set", set)));
        try {
            Files.createDirectories(folder);
            var log = folder.resolve(port + ".log").toFile();
            processes.add(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(Redirect.to(log)).start());
            urls.add(url);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** How many members a ready node sees; 0 while it is not ready, 1 when it tells operators only. */
    private int seen(String url) {
        return get(url + "/health/ready").isEmpty() ? 0
            : get(url + "/health/cluster").map(view -> view.getJsonArray("members").size()).orElse(1);
    }

    private Optional<JsonObject> get(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(new JsonObject(answer.body())) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private void until(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || processes.stream().anyMatch(process -> !process.isAlive())) {
                throw new AssertionError("waited in vain for " + what + "\n" + logs());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private String log(int i) {
        try {
            return Files.readString(folder.resolve(URI.create(urls.get(i)).getPort() + ".log"));
        } catch (IOException fault) {
            return fault + "\n";
        }
    }
}

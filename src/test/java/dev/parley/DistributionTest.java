package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution runs as its users run it: it serves, ends in order, and says why it does not start. */
class DistributionTest {

    private static final long BOOT_MS = 120_000;
    private static final long END_MS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void servesUntilItIsToldToEndAndThenEndsInFiveSeconds() throws Exception {
        try (var node = demo("http.port=0")) {
            var line = node.awaitLine(printed -> printed.contains("Parley serves http://"), BOOT_MS);
            var url = line.substring(line.indexOf("http://")).split(" ")[0];
            assertEquals(200, get(url + "/health/ready"));
            assertEquals(200, get(url + "/"));
            assertTrue(Files.exists(folder.resolve("postgres/files/postmaster.pid")));
            node.terminate();
            assertEquals(0, node.awaitEnd(END_MS), node.printed());
            assertTrue(node.printed().contains("Parley has ended"), node.printed());
            assertEquals(List.of(), node.printed().lines()
                .filter(printed -> printed.contains(" WARN ") || printed.contains(" ERROR ")).toList());
            assertFalse(Files.exists(folder.resolve("postgres/files/postmaster.pid")));
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
             var node = demo("http.port=" + taken.getLocalPort())) {
            assertEquals(1, node.awaitEnd(BOOT_MS));
            assertLast("Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be listened on", node);
        }
    }

    @Test
    void saysThatPostgresCannotBeReached() throws Exception {
        try (var node = demo("http.port=0", "redis.url=redis://127.0.0.1",
            "postgres.host=127.0.0.1", "postgres.port=" + closedPort())) {
            assertEquals(1, node.awaitEnd(BOOT_MS));
            assertLast("PostgreSQL at 127.0.0.1:", node);
        }
    }

    @Test
    void saysWhatIsWrongWithItsClusterFile() throws Exception {
        var file = Files.writeString(folder.resolve("cluster.xml"), "<hazelcast><nonsense/></hazelcast>");
        try (var node = demo("http.port=0", "cluster.enabled=true", "cluster.file=" + file)) {
            assertEquals(1, node.awaitEnd(BOOT_MS));
            assertLast("The cluster file " + file, node);
        }
    }

    @Test
    void tellsAllFaultsOfItsSettings() throws Exception {
        try (var node = demo("http.prot=1", "feed.pageSize=0")) {
            assertEquals(2, node.awaitEnd(BOOT_MS));
            assertTrue(node.printed().contains("Did you mean http.port?"), node.printed());
            assertTrue(node.printed().contains("feed.pageSize: must be"), node.printed());
        }
    }

    private Program demo(String... sets) {
        var arguments = new ArrayList<String>();
        for (var set : sets) {
            arguments.addAll(List.of("--set", set));
        }
        return Program.parley(Map.of("PARLEY_PROFILE", "demo",
            "PARLEY_POSTGRES_DATA_DIRECTORY", folder.resolve("postgres").toString(),
            "PARLEY_REDIS_DATA_DIRECTORY", folder.resolve("redis").toString()),
            arguments.toArray(String[]::new));
    }

    /** What an operator reads last is the sentence, and no stack trace comes with it. */
    private static void assertLast(String sentence, Program node) {
        var lines = node.printed().lines().toList();
        assertTrue(lines.stream().anyMatch(line -> line.contains(sentence)), node.printed());
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("\tat ")), node.printed());
    }

    private static int get(String url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}

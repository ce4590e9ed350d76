package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.embedded.FreePorts;
import dev.parley.testing.Program;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/cluster} says is true when it says so, and stays true when it is said again. */
class ClusterScriptTest {

    private static final long LIMIT_MS = 180_000;

    @TempDir
    private Path state;

    @AfterEach
    void down() throws Exception {
        cluster(0, "down");
    }

    @Test
    void nodesComeAndGoAsTold() throws Exception {
        var port = twoFreePorts();
        cluster(0, "up", "2", "--base-port", Integer.toString(port));
        assertEquals(List.of("ready", "ready"), states());
        assertEquals(2, sees(0));
        var pids = pids();
        cluster(0, "up", "2");
        assertEquals(pids, pids());

        cluster(0, "kill", "2");
        assertEquals(List.of("ready", "down"), states());
        assertEquals(1, sees(0));
        cluster(0, "kill", "2");
        cluster(0, "start", "2");
        assertEquals(List.of("ready", "ready"), states());
        assertEquals(2, sees(0));

        cluster(0, "pause", "1");
        assertEquals(List.of("paused", "ready"), states());
        cluster(0, "resume", "1");
        assertEquals(2, sees(1));
        cluster(0, "stop", "1");
        assertEquals(List.of("down", "ready"), states());
        assertTrue(cluster(0, "logs", "1").contains("Parley has ended"));
        assertTrue(cluster(1, "kill", "7").contains("there is no node 7"));
        assertTrue(cluster(1, "up", "1", "--base-port", Integer.toString(port + 1)).contains("take it down"));
        cluster(0, "drain", "2");
        assertEquals(List.of("down", "down"), states());
        assertTrue(cluster(0, "logs", "2").contains("Parley has ended"));

        cluster(0, "down");
        assertEquals(List.of(), states());
    }

    private String cluster(int status, String... arguments) throws InterruptedException {
        var environment = Map.of("PARLEY_CLUSTER_DIR", state.toString(), "PARLEY_BUILT", "1");
        try (var script = Program.script("cluster", environment, arguments)) {
            assertEquals(status, script.awaitEnd(LIMIT_MS), script.printed());
            return script.printed();
        }
    }

    private JsonObject status() throws InterruptedException {
        return new JsonObject(cluster(0, "status", "--json"));
    }

    private List<String> states() throws InterruptedException {
        return nodes(status()).map(node -> node.getString("state")).toList();
    }

    private List<Integer> pids() throws InterruptedException {
        return nodes(status()).map(node -> node.getInteger("pid")).toList();
    }

    private int sees(int index) throws InterruptedException {
        return nodes(status()).toList().get(index).getJsonArray("sees").size();
    }

    private static Stream<JsonObject> nodes(JsonObject status) {
        return status.getJsonArray("nodes").stream().map(JsonObject.class::cast);
    }

    private static int twoFreePorts() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (var first = new ServerSocket(FreePorts.next(), 1, InetAddress.getByName("127.0.0.1"));
                 var second = new ServerSocket(first.getLocalPort() + 1, 1, first.getInetAddress())) {
                return second.getLocalPort() - 1;
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IOException("no two free ports in a row");
    }
}

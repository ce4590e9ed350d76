package dev.parley.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.embedded.FreePorts;
import dev.parley.embedded.RedisNode;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three masters of a Cluster, without replicas, that share the slots evenly. */
public final class TestCluster implements AutoCloseable {

    static final int SIZE = 3;

    /** Nodes speak with one another at a port that is so much higher than that of the clients. */
    private static final int BUS = 10_000;
    private static final int PORT_MAX = 22_000;

    public final List<RedisNode> nodes = new ArrayList<>();
    private final List<StoreHouse> doors = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    /** Starts them and waits until they agree. */
    public TestCluster(Path folder) throws Exception {
        for (int i = 0; i < SIZE; i++) {
            nodes.add(RedisNode.at(folder.resolve("node" + i), port(), "cluster-enabled yes",
                "cluster-node-timeout 1000", "cluster-require-full-coverage no"));
            doors.add(new StoreHouse(StoreHouse.settings(nodes.get(i).url())));
            ids.add(ask(i, "MYID"));
            ask(i, "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            ask(i, slotsOf(i));
            ask(i, "MEET", "127.0.0.1", Integer.toString(nodes.getFirst().port()));
        }
        for (int i = 0; i < SIZE; i++) {
            awaitWhole(i);
        }
    }

    private void awaitWhole(int node) throws Exception {
        StoreHouse.until(() -> {
            var state = ask(node, "INFO");
            assertTrue(state.contains("cluster_state:ok") && state.contains("cluster_slots_ok:16384"), state);
            return state;
        });
    }

    private static String[] slotsOf(int node) {
        var words = new ArrayList<String>(List.of("ADDSLOTS"));
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (slot * SIZE / Slots.COUNT == node) {
                words.add(Integer.toString(slot));
            }
        }
        return words.toArray(String[]::new);
    }

    private String ask(int node, String... words) throws Exception {
        return doors.get(node).send("any", Command.CLUSTER, words).value().toString();
    }

    private static int port() {
        while (true) {
            int port = FreePorts.next();
            if (port < PORT_MAX) {
                try (var bus = new ServerSocket(port + BUS, 1, InetAddress.getLoopbackAddress())) {
                    return bus.getLocalPort() - BUS;
                } catch (IOException taken) {
                    continue;
                }
            }
        }
    }

    public String urls() {
        return nodes.stream().map(RedisNode::url).collect(Collectors.joining(","));
    }

    /** Gives an empty slot to the next node. */
    void move(int slot) throws Exception {
        int from = slot * SIZE / Slots.COUNT;
        int to = (from + 1) % SIZE;
        for (int node : new int[] {to, from, (from + 2) % SIZE}) {
            ask(node, "SETSLOT", Integer.toString(slot), "NODE", ids.get(to));
        }
    }

    /** Begins to give a slot to the next node: what is not there yet is asked for here. */
    void beginToMove(int slot) throws Exception {
        int from = slot * SIZE / Slots.COUNT;
        int to = (from + 1) % SIZE;
        ask(to, "SETSLOT", Integer.toString(slot), "IMPORTING", ids.get(from));
        ask(from, "SETSLOT", Integer.toString(slot), "MIGRATING", ids.get(to));
    }

    @Override
    public void close() throws Exception {
        for (var door : doors) {
            door.close();
        }
        for (var node : nodes) {
            node.close();
        }
    }
}

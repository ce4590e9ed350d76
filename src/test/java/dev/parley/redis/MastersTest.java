package dev.parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.RedisSettings.Mode;
import dev.parley.embedded.FreePorts;
import dev.parley.embedded.RedisNode;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentinels that promote a replica, and a Cluster whose slots move and whose masters go. */
class MastersTest {

    @TempDir
    private Path folder;

    @Test
    void goesOnAtTheReplicaThatTheSentinelPromotes() throws Exception {
        try (var master = RedisNode.start(folder.resolve("master"));
             var replica = RedisNode.start(folder.resolve("replica"), "replicaof 127.0.0.1 " + master.port());
             var sentinel = RedisNode.start(folder.resolve("sentinel"),
                 "sentinel monitor chat 127.0.0.1 " + master.port() + " 1",
                 "sentinel down-after-milliseconds chat 300", "sentinel failover-timeout chat 1000");
             var house = new StoreHouse(StoreHouse.settings(Mode.SENTINEL,
                 "redis://127.0.0.1:" + FreePorts.next() + "," + sentinel.url(), "redis.master=chat"))) {
            assertEquals(1, StoreHouse.until(() -> house.add("x", 1)));
            var before = house.send("x", Command.PING).runId();
            StoreHouse.until(() -> {
                assertTrue(house.send("x", Command.WAIT, "1", "1000").value().toInteger() == 1);
                return true;
            });
            master.kill();
            assertTrue(StoreHouse.until(() -> house.add("x", 1)) >= 2);
            var after = house.send("x", Command.PING).runId();
            assertNotEquals(before, after);
            assertTrue(house.send("x", Command.INFO, "server").value().toString()
                .contains("tcp_port:" + replica.port()));
        }
    }

    @Test
    void leavesAMasterThatBecameAReplica() throws Exception {
        try (var first = RedisNode.start(folder.resolve("first"));
             var second = RedisNode.start(folder.resolve("second"));
             var house = new StoreHouse(StoreHouse.settings(first.url(), "redis.timeoutMs=500"))) {
            house.add("x", 1);
            house.send("x", Command.REPLICAOF, "127.0.0.1", Integer.toString(second.port()));
            assertThrows(ExecutionException.class, () -> house.add("x", 1));
            StoreHouse.until(() -> {
                assertEquals("it is no master", house.standing.away().orElse(""));
                return true;
            });
        }
    }

    @Test
    void findsEachKeyInAClusterAndFollowsItWhereItMoves() throws Exception {
        try (var cluster = new TestCluster(folder);
             var house = new StoreHouse(StoreHouse.settings(Mode.CLUSTER, cluster.urls()))) {
            StoreHouse.until(() -> {
                assertTrue(house.store.up());
                return true;
            });
            var lives = new ArrayList<String>();
            for (int i = 0; i < 60; i++) {
                assertEquals(1, house.add("key" + i, 1));
                lives.add(house.send("key" + i, Command.GET, "key" + i).runId());
            }
            assertEquals(TestCluster.SIZE, lives.stream().distinct().count());
            cluster.move(Slots.of("unused"));
            assertEquals(1, house.add("unused", 1));
            assertEquals(2, house.add("unused", 1));
            cluster.beginToMove(Slots.of("moving"));
            assertEquals(1, house.add("moving", 1));
        }
    }

    @Test
    void refusesOnlyWhatTheDeadMasterHeld() throws Exception {
        try (var cluster = new TestCluster(folder);
             var house = new StoreHouse(StoreHouse.settings(Mode.CLUSTER, cluster.urls()))) {
            StoreHouse.until(() -> {
                assertTrue(house.store.up());
                return true;
            });
            var dead = keysAt(0);
            var alive = keysAt(1);
            house.add(dead, 1);
            cluster.nodes.getFirst().kill();
            assertThrows(ExecutionException.class, () -> house.add(dead, 1));
            assertEquals(1, house.add(alive, 1));
            assertFalse(house.store.up());
            cluster.nodes.getFirst().start();
            assertEquals(1, StoreHouse.until(() -> house.add(dead, 1)));
            assertEquals(2, StoreHouse.until(() -> house.add(alive, 1)));
        }
    }

    private static String keysAt(int node) {
        return IntStream.range(0, 1_000).mapToObj(i -> "k" + i)
            .filter(key -> Slots.of(key) * TestCluster.SIZE / Slots.COUNT == node).findFirst().orElseThrow();
    }
}

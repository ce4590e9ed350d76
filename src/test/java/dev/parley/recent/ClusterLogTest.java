package dev.parley.recent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Namespace;
import dev.parley.config.RedisSettings.Mode;
import dev.parley.config.SettingsReader;
import dev.parley.log.Door;
import dev.parley.log.LogContract;
import dev.parley.log.Opening;
import dev.parley.redis.TestCluster;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recent log keeps the contract on a Redis Cluster of three masters, and what lives goes on. */
class ClusterLogTest extends LogContract {

    @TempDir
    private static Path folder;
    private static TestCluster cluster;
    private static RecentNode one;
    private static RecentNode two;

    @BeforeAll
    static void open() throws Exception {
        cluster = new TestCluster(folder);
        var settings = SettingsReader.forTests("redis.timeoutMs=1000").redis()
            .reached(Mode.CLUSTER, cluster.urls());
        one = new RecentNode(settings);
        two = new RecentNode(settings);
    }

    @AfterAll
    static void close() throws Exception {
        one.close();
        two.close();
        cluster.close();
    }

    @Override
    protected List<Node> nodes() {
        return List.of(one.shown(), two.shown());
    }

    @Override
    protected Namespace keeping(int length) {
        return RecentLogTest.namespace(length, 0, false);
    }

    @Test
    void ofADeadMasterOnlyItsOwnChannelsAreRefused() throws Exception {
        var channels = new LinkedHashSet<String>();
        for (int i = 0; i < 40; i++) {
            var channel = channel();
            channels.add(channel);
            post(channel, "m" + i);
        }
        assertEquals(40, await(one.log.heads(channels)).size());
        cluster.nodes.getFirst().kill();
        var alive = RecentLogTest.until(() -> {
            var heads = await(one.log.heads(channels));
            assertTrue(heads.size() > 10 && heads.size() < 40, "heads " + heads.size());
            return heads.keySet();
        });
        var openings = await(one.log.open(channels.stream().map(name -> new Door(name, "")).toList()));
        int number = 0;
        for (var channel : channels) {
            assertEquals(alive.contains(channel) ? Opening.Open.class : Opening.Away.class,
                openings.get(number++).getClass());
        }
        cluster.nodes.getFirst().start();
        RecentLogTest.until(() -> {
            assertEquals(40, await(one.log.heads(channels)).size());
            return Set.of();
        });
    }
}

package dev.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.cluster.Member.Card;
import dev.parley.config.ClusterSettings;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {

    private static final Path OURS = Path.of("cluster.xml");

    @TempDir
    Path folder;

    @Test
    void theFileAtTheTopLevelIsGoodAndTakesItsValuesFromTheSettings() {
        var config = ClusterFile.load(settings(OURS));
        assertEquals("blue", config.getClusterName());
        assertEquals(6001, config.getNetworkConfig().getPort());
        assertEquals(List.of("10.0.0.1", "10.0.0.2:7000"),
            config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers());
    }

    @Test
    void anAbsentFileFailsTheJoinWithASentence() {
        var file = folder.resolve("cluster.xml");
        assertEquals("The cluster file " + file + " cannot be read: there is no such file.", message(file));
    }

    @Test
    void aFileThatIsNoHazelcastConfigurationFailsWithASentence() throws Exception {
        for (var text : List.of("", "hello", "<hazelcast", "<other/>", changed("<network>", "<netwrok>"))) {
            var file = Files.writeString(folder.resolve("cluster.xml"), text);
            var message = message(file);
            assertTrue(message.startsWith("The cluster file " + file + " is not a valid Hazelcast"), message);
            assertTrue(message.lines().count() == 1 && message.length() < 500, message);
        }
    }

    @Test
    void everyFaultIsNamedAtOnce() throws Exception {
        var text = changed("<multicast enabled=\"false\"/>", "<multicast enabled=\"true\"/>")
            .replace("<tcp-ip enabled=\"true\"", "<tcp-ip enabled=\"false\"")
            .replace("<map name=\"__vertx.nodeInfo\">", "<map name=\"other\">")
            .replace("<multimap name=\"__vertx.subs\">", "<multimap name=\"other\">")
            .replace(">false</property>", ">true</property>")
            .replace("seconds\">5</property>", "seconds\">60</property>")
            .replace("first.run.delay.seconds\">3<", "first.run.delay.seconds\">soon<")
            .replace("next.run.delay.seconds", "next.run.delay.minutes")
            .replace("slf4j", "jdk");
        var message = message(Files.writeString(folder.resolve("cluster.xml"), text));
        for (var fault : List.of("__vertx.subs is missing", "__vertx.nodeInfo with", "multicast and",
            "phone.home.enabled must be false", "logging.type must be slf4j",
            "max.no.heartbeat.seconds must be given and at most 5",
            "merge.first.run.delay.seconds must be given and at most 3",
            "merge.next.run.delay.seconds must be given and at most 3")) {
            assertTrue(message.contains(fault), fault + " in: " + message);
        }
    }

    @Test
    void aMultimapOfListsIsRefused() throws Exception {
        var message = message(Files.writeString(folder.resolve("cluster.xml"), changed(">SET<", ">LIST<")));
        assertTrue(message.contains("must be a SET"), message);
    }

    private static String changed(String from, String to) throws Exception {
        var text = Files.readString(OURS);
        assertTrue(text.contains(from), from);
        return text.replace(from, to);
    }

    private String message(Path file) {
        var joining = Cluster.join(settings(file), new Card("http://x", 1, 1), new VertxOptions(), b -> b);
        return assertThrows(IllegalArgumentException.class, () -> {
            throw joining.cause();
        }).getMessage();
    }

    private static ClusterSettings settings(Path file) {
        var members = List.of("10.0.0.1", "10.0.0.2:7000");
        return new ClusterSettings(true, file, "blue", "127.0.0.1", 6001, 0, members,
            Optional.empty());
    }
}

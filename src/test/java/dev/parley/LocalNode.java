package dev.parley;

import dev.parley.config.PostgresSettings;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.FreePorts;
import dev.parley.testing.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A whole node inside the JVM of the tests. Its calls block. */
public final class LocalNode implements AutoCloseable {

    private static final String NAMESPACES = "namespaces=";

    private final Node node;
    private final int port = FreePorts.next();
    private final List<String> given;
    private volatile String declared;

    private LocalNode(PostgresSettings postgres, List<String> more) {
        var sets = new ArrayList<>(List.of("profile=test", "http.port=" + port,
            "http.publicUrl=http://127.0.0.1:" + port, "postgres.embedded=false",
            "postgres.host=" + postgres.host(), "postgres.port=" + postgres.port(),
            "postgres.database=" + postgres.database(), "postgres.user=" + postgres.user(),
            "redis.embedded=false", "redis.url=" + TestRedis.settings().url(),
            "redis.prefix=" + postgres.database(),
            "instances.sockets=2", "instances.rooms=1", "instances.persistence=1"));
        sets.addAll(more);
        given = List.copyOf(sets);
        declared = sets.stream().filter(set -> set.startsWith(NAMESPACES)).reduce("", (former, last) ->
            last.substring(NAMESPACES.length()));
        var settings = SettingsReader.forTests(sets.toArray(String[]::new));
        node = new Node(settings, () -> SettingsReader.forTests(Stream.concat(given.stream(),
            Stream.of(NAMESPACES + declared)).toArray(String[]::new)), () -> { });
        node.start();
    }

    /** Whoever reads its settings again finds these namespaces in them. */
    public void declare(String yaml) {
        declared = yaml;
    }

    /** One that knows no other. */
    public static LocalNode alone(PostgresSettings postgres, String... sets) {
        return new LocalNode(postgres,
            Stream.concat(Stream.of("cluster.enabled=false"), Stream.of(sets)).toList());
    }

    /** So many that know one another. */
    public static List<LocalNode> cluster(int count, PostgresSettings postgres, String... sets) {
        var ports = Stream.generate(FreePorts::next).limit(count).toList();
        var members = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return ports.stream().map(port -> new LocalNode(postgres, Stream.concat(Stream.of(
            "cluster.enabled=true", "cluster.name=local-" + ports.getFirst(), "cluster.port=" + port,
            "cluster.members=" + members), Stream.of(sets)).toList())).toList();
    }

    public int port() {
        return port;
    }

    /** Ends it in good order: its clients are told to move. */
    @Override
    public void close() {
        node.stop();
    }
}

package dev.parley.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The other nodes.
 *
 * @param enabled whether this node joins others at all
 * @param file the Hazelcast configuration, {@code cluster.xml}
 * @param name clusters of different names ignore one another
 * @param host address for member and bus connections
 * @param port first TCP port tried for membership
 * @param busPort TCP port of the event bus; 0 = any free one
 * @param members addresses where other members may be found
 * @param secret what a member must know to get in; empty = only the name
 */
public record ClusterSettings(boolean enabled, Path file, String name, String host, int port, int busPort,
                              List<String> members, Optional<String> secret) {

    /** Every key but the secret. */
    @Override
    public String toString() {
        return "ClusterSettings[enabled=" + enabled + ", file=" + file + ", name=" + name + ", host=" + host
            + ", port=" + port + ", busPort=" + busPort + ", members=" + members + "]";
    }
}

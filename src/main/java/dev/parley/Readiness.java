package dev.parley;

import dev.parley.cluster.Cluster;
import dev.parley.log.Log;
import dev.parley.operations.Check;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Whether clients should be sent to this node: what it needs is there, and it is not about to end. */
final class Readiness {

    /** Any channel will do: what counts is that the log answers. */
    private static final Set<String> PROBE = Set.of("parley.health");

    private volatile boolean serving;

    /** Sent when all is open, and taken back before anything closes. */
    void serve(boolean now) {
        serving = now;
    }

    /** What is {@code besides} is shown, and decides nothing. */
    List<Check> checks(Cluster cluster, Log log, Future<Void> mesh, Check besides) {
        return List.of(
            Check.now("node", () -> serving,
                () -> serving ? "serves" : "is starting or ending"),
            Check.now("cluster", () -> !cluster.members().isEmpty(),
                () -> cluster.members().size() + " members"),
            Check.now("mesh", mesh::succeeded,
                () -> mesh.succeeded() ? "the nodes hear one another" : "waits for the other nodes"),
            new Check("log", () -> log.heads(PROBE).map("answers")), besides);
    }
}

package dev.parley.cluster;

import dev.parley.config.ClusterSettings;
import dev.parley.cluster.Member.Card;
import dev.parley.embedded.FreePorts;
import dev.parley.tls.BusCredentials;
import dev.parley.tls.Credentials;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Several real nodes of one cluster in this JVM, on free ports of the loopback address. */
public final class LoopbackNodes implements AutoCloseable {

    private static final int NODES_MAX = 3;

    private final List<Cluster> nodes = new ArrayList<>();
    private final List<Integer> ports =
        IntStream.range(0, NODES_MAX).mapToObj(i -> FreePorts.next()).toList();
    private int started;
    private Optional<String> secret = Optional.empty();

    public Cluster start(int wire) {
        return start(wire, Optional.empty());
    }

    /** @param credentials those of its event bus */
    Cluster start(int wire, Optional<Credentials> credentials) {
        var options = new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4);
        credentials.ifPresent(shown -> BusCredentials.put(options.getEventBusOptions(), shown));
        var node = await(Cluster.join(settings(Path.of("cluster.xml")),
            new Card("http://node-" + started, started++, wire), options, builder -> builder));
        nodes.add(node);
        return node;
    }

    /** What the nodes know that start from now on. */
    void secret(String known) {
        secret = Optional.of(known);
    }

    public ClusterSettings settings(Path file) {
        return new ClusterSettings(true, file, "test-" + ports.getFirst(), "127.0.0.1", ports.get(started), 0,
            ports.stream().map(port -> "127.0.0.1:" + port).toList(), secret);
    }

    /** Ends a node as a crash does: its connections break, and it says nothing. */
    public void kill(Cluster node) {
        node.terminate();
        nodes.remove(node);
        await(node.leave().otherwiseEmpty());
    }

    /** Loses where that address of the node is heard. */
    public void forget(Cluster node, String address) {
        node.forget(address);
    }

    /** Waits for what must become true within 20 s. */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 20 s: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception fault) {
            throw new AssertionError(fault.getCause() == null ? fault : fault.getCause());
        }
    }

    @Override
    public void close() {
        nodes.forEach(node -> await(node.leave()));
    }
}

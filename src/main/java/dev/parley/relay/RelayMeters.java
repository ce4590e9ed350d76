package dev.parley.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What an operator sees of the relay. */
final class RelayMeters {

    final Counter batchesOut;
    final Counter batchesIn;
    final Counter bytesOut;
    final Counter bytesIn;
    final Counter skipped;
    final Counter holes;
    final Counter unreadable;
    final Counter missed;
    private final MeterRegistry registry;
    private final Map<String, Gauge> unacked = new HashMap<>();

    RelayMeters(MeterRegistry registry, Collection<Peer> peers) {
        this.registry = registry;
        batchesOut = counter("parley_relay_batches_out", "Batches sent to peers");
        batchesIn = counter("parley_relay_batches_in", "Batches heard from peers");
        bytesOut = counter("parley_relay_bytes_out", "Bytes of batches sent to peers");
        bytesIn = counter("parley_relay_bytes_in", "Bytes of batches heard from peers");
        skipped = counter("parley_relay_batches_skipped", "Batches left out for peers that were too slow");
        holes = counter("parley_relay_holes", "Jumps in the counters of peers");
        unreadable = counter("parley_relay_unreadable", "Frames or events of peers that could not be read");
        missed = counter("parley_relay_missed", "Times the hubs were told to compare heads");
        Gauge.builder("parley_relay_peers", peers, all -> all.stream().filter(Peer::greeted).count())
            .description("Peers that hear this node").register(registry);
    }

    void joined(String node, Peer peer) {
        unacked.computeIfAbsent(node, id -> Gauge.builder("parley_relay_unacked_bytes", peer, Peer::unacked)
            .description("Bytes on the way to a peer").tag("peer", id).register(registry));
    }

    void left(String node) {
        var gauge = unacked.remove(node);
        if (gauge != null) {
            registry.remove(gauge);
        }
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}

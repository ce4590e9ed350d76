package dev.parley.relay;

import dev.parley.bus.Addresses;
import dev.parley.cluster.Cluster;
import dev.parley.cluster.Member;
import dev.parley.config.RelaySettings;
import dev.parley.protocol.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The ways from this node to all others: each is proved by a hello before it is used, and watched by
 * acknowledgements while it is. Lives on the relay's context.
 */
final class Mesh {

    private final Cluster cluster;
    private final RelaySettings settings;
    private final EventBus bus;
    private final long life;
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final RelayMeters meters;
    private final Promise<Void> warm = Promise.promise();
    private int version = Wire.OLDEST;
    private long counter;
    private Consumer<Boolean> onPeers = any -> { };

    Mesh(Cluster cluster, RelaySettings settings, long life, MeterRegistry registry) {
        this.cluster = cluster;
        this.settings = settings;
        this.bus = cluster.vertx().eventBus();
        this.life = life;
        this.meters = new RelayMeters(registry, peers.values());
    }

    /** Told whether there is any other node: before the first is greeted, and when the last has gone. */
    void onPeers(Consumer<Boolean> listener) {
        onPeers = listener;
    }

    RelayMeters meters() {
        return meters;
    }

    /** Completes when every member of the first moment hears this node, or has gone. */
    Future<Void> warm() {
        return warm.future();
    }

    void start() {
        cluster.members().stream().map(Member::nodeId).forEach(this::joined);
        agree();
        checkWarm();
    }

    void joined(String node) {
        agree();
        if (!node.equals(cluster.nodeId())) {
            var peer = peers.computeIfAbsent(node, id -> new Peer(settings.peerBytesMax()));
            onPeers.accept(true);
            meters.joined(node, peer);
            peer.reset();
            send(node, new Frame.Hello(cluster.nodeId(), life, counter));
        }
    }

    void left(String node) {
        peers.remove(node);
        onPeers.accept(!peers.isEmpty());
        meters.left(node);
        agree();
        checkWarm();
    }

    /** The peer of that id, also when it is heard before it is seen joining; empty for a stranger. */
    Optional<Peer> peer(String node) {
        if (!peers.containsKey(node)
            && cluster.members().stream().anyMatch(member -> member.nodeId().equals(node))) {
            joined(node);
        }
        return Optional.ofNullable(peers.get(node));
    }

    /** Sends a batch to all who can take it, encoded once. */
    void send(List<Event> events) {
        counter++;
        if (peers.isEmpty()) {
            return;
        }
        Buffer load = null;
        for (var each : peers.entrySet()) {
            var peer = each.getValue();
            if (load == null && peer.greeted()) {
                load = Wire.encode(version, cluster.nodeId(), life, counter, events);
            }
            if (load != null && peer.takes(load.length())) {
                peer.sent(counter, load.length());
                bus.send(Addresses.relayOf(each.getKey()), load);
                meters.batchesOut.increment();
                meters.bytesOut.increment(load.length());
            } else if (peer.greeted()) {
                meters.skipped.increment();
            }
        }
    }

    void send(String node, Frame frame) {
        bus.send(Addresses.relayOf(node), Wire.encode(version, frame));
    }

    void welcome(String node) {
        send(node, new Frame.Welcome(cluster.nodeId(), life, counter));
    }

    void welcomed(String node) {
        peer(node).ifPresent(Peer::greet);
        checkWarm();
    }

    void acked(Frame.Ack ack) {
        if (ack.life() == life) {
            peer(ack.node()).ifPresent(peer -> peer.acked(ack.counter()));
        }
    }

    /** Acknowledges at once what was heard from there. */
    void sendAck(String node) {
        peer(node).ifPresent(peer -> send(node, peer.ack(cluster.nodeId())));
    }

    /** From time to time: says hello again where nobody answered, and the counter where acks are overdue. */
    void tick() {
        peers.forEach((node, peer) -> {
            if (!peer.greeted()) {
                send(node, new Frame.Hello(cluster.nodeId(), life, counter));
            } else if (peer.stalled()) {
                send(node, new Frame.Counters(cluster.nodeId(), life, counter));
            }
        });
    }

    /** Whether a peer has not answered for a while; true once per such while. */
    boolean deaf() {
        boolean deaf = false;
        for (var peer : peers.values()) {
            deaf |= peer.deaf();
        }
        return deaf;
    }

    void sendAcks() {
        peers.forEach((node, peer) -> {
            if (peer.owesAck()) {
                send(node, peer.ack(cluster.nodeId()));
            }
        });
    }

    void close() {
        peers.keySet().forEach(meters::left);
        peers.clear();
        onPeers.accept(false);
    }

    private void agree() {
        version = Wire.common(cluster.members().stream().map(member -> member.card().wire()).toList());
    }

    private void checkWarm() {
        if (peers.values().stream().allMatch(Peer::greeted)) {
            warm.tryComplete();
        }
    }
}

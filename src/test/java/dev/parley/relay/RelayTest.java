package dev.parley.relay;

import static dev.parley.cluster.LoopbackNodes.await;
import static dev.parley.cluster.LoopbackNodes.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.cluster.LoopbackNodes;
import dev.parley.config.RelaySettings;
import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.relay.Missed.Cause;
import dev.parley.testing.Seed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final int PEER_BYTES_MAX = 64 * 1024;

    private final LoopbackNodes nodes = new LoopbackNodes();
    private final long seed = Seed.of(RelayTest.class);

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void threeNodesHearOneAnotherInOrder() {
        var all = Stream.of(2, 1, 3).map(hubs -> new Node(hubs, 16 << 20)).toList();
        all.forEach(node -> await(node.relay.ready()));
        all.forEach(node -> until("a warm mesh", () -> node.meter("parley_relay_peers") == 2));
        var rung = new HashMap<Node, List<List<Event>>>();
        for (var node : all) {
            var random = new RandomEvents(new Random(seed + rung.size()), node.cluster.nodeId());
            rung.put(node, Stream.generate(() -> random.some(6)).limit(500).toList());
        }
        rung.forEach((node, rings) ->
            node.cluster.vertx().runOnContext(start -> rings.forEach(node.bell::ring)));
        int total = rung.values().stream().flatMap(List::stream).mapToInt(List::size).sum();
        for (var hearer : all) {
            for (var hub : hearer.everyEar()) {
                until("all events", () -> hub.heard.size() == total);
                rung.forEach((node, rings) -> assertEquals(rings.stream().flatMap(List::stream).toList(),
                    hub.heard.stream().filter(node::hasRung).toList(), "seed " + seed));
            }
        }
        all.forEach(node -> assertEquals(0, node.meter("parley_relay_holes")));
    }

    @Test
    void theHubsOfTheRingingNodeGetTheEventsByReference() {
        var node = new Node(2);
        var event = publication(1, 10);
        node.bell.ring(List.of(event));
        for (var hub : node.everyEar()) {
            until("the event", () -> hub.heard.size() == 1);
            assertSame(event, hub.heard.getFirst());
        }
    }

    @Test
    void aMemberThatDiesOrJoinsMeansThatBellsMayBeMissed() {
        var stays = new Node(2);
        await(stays.relay.ready());
        var dies = new Node(1);
        until("joined", () -> stays.meter("parley_relay_peers") == 1);
        stays.hubs.forEach(hub -> until("told of the join", () -> hub.missed.contains(Cause.JOINED)));
        nodes.kill(dies.cluster);
        stays.hubs.forEach(hub -> until("told of the death", () -> hub.missed.contains(Cause.LEFT)));
        assertEquals(0, stays.meter("parley_relay_peers"));
        assertTrue(stays.meters.find("parley_relay_unacked_bytes").gauges().isEmpty());
    }

    @Test
    void aPeerThatAcknowledgesNothingGetsOnlyCountersUntilItDoes() {
        var node = new Node(1);
        var slow = new HandMade(nodes.start(1));
        until("greeted", () -> node.meter("parley_relay_peers") == 1);
        for (int i = 1; i <= 200; i++) {
            node.bell.ring(List.of(publication(i, 2000)));
            int rung = i;
            until("flushed", () -> node.meter("parley_relay_batches_out")
                + node.meter("parley_relay_batches_skipped") == rung);
        }
        until("the counter alone", () -> slow.counters() == 200);
        int got = slow.bytes();
        assertTrue(got <= PEER_BYTES_MAX && got > PEER_BYTES_MAX / 2, "got " + got);
        assertEquals(200 - slow.loads().size(), node.meter("parley_relay_batches_skipped"));
        slow.send(new Frame.Ack(slow.id(), slow.loads().getFirst().life(), 200));
        until("acknowledged", () -> node.meter("parley_relay_unacked_bytes") == 0);
        node.bell.ring(List.of(publication(201, 10)));
        until("heard again", () -> slow.loads().getLast().counter() == 201);
    }

    @Test
    void aJumpOfTheCounterAndAnUnreadableFrameAreMissedBellsAndNotFaults() {
        var node = new Node(2);
        await(node.relay.ready());
        var other = new HandMade(nodes.start(1));
        until("greeted", () -> node.meter("parley_relay_peers") == 1);
        var events = List.<Event>of(publication(5, 10));
        other.load(9, 1, events);
        other.load(9, 3, events);
        node.hubs.forEach(hub -> until("told of the hole", () -> hub.missed.contains(Cause.HOLE)));
        other.load(9, 3, events);
        other.load(10, 1, events);
        node.hubs.forEach(hub -> until("three batches", () -> hub.heard.size() == 3));
        until("acknowledged", () -> other.acked(10) == 1);
        other.send(Buffer.buffer(new byte[] {77, 1, 2}));
        node.hubs.forEach(hub -> until("told of it", () -> hub.missed.contains(Cause.UNREADABLE)));
        other.send("no bytes at all");
        other.send(new Frame.Hello("a stranger", 1, 1));
        other.send(new Frame.Counters("another stranger", 1, 1));
        until("all of it was met", () -> node.meter("parley_relay_unreadable") == 2);
        other.send(new Frame.Counters(other.id(), 10, 2));
        until("acknowledged to the counter", () -> other.acked(10) == 2);
        assertEquals(1, node.meter("parley_relay_peers"));
    }

    @Test
    void anOverdueAcknowledgementShowsALostBatch() {
        var node = new Node(1);
        var silent = new HandMade(nodes.start(1));
        until("greeted", () -> node.meter("parley_relay_peers") == 1);
        node.bell.ring(List.of(publication(1, 10)));
        until("reminded", () -> silent.counters() == 1);
    }

    @Test
    void aNodeThatOthersLostTheWayToRegistersAgain() {
        var lost = new Node(1);
        await(lost.relay.ready());
        nodes.forget(lost.cluster, Addresses.relayOf(lost.cluster.nodeId()));
        var joining = new Node(1);
        until("they hear one another", () -> joining.meter("parley_relay_peers") == 1
            && lost.meter("parley_relay_peers") == 1);
        joining.bell.ring(List.of(publication(1, 10)));
        until("the bell", () -> lost.hubs.getFirst().heard.size() == 1);
    }

    @Test
    void whoListensToRoomsIsNotWokenUpByLiveChannels() {
        var here = new Node(1);
        var there = new Node(1);
        Stream.of(here, there).forEach(node -> until("a warm mesh",
            () -> node.meter("parley_relay_peers") == 1));
        here.bell.ring(List.of(publication("live.a.b", 1, 10)));
        until("the first", () -> there.live.heard.size() == 1);
        here.bell.ring(List.of(publication(2, 10)));
        for (var node : List.of(here, there)) {
            until("both", () -> node.everyEar().stream().allMatch(ear -> seqs(ear).contains(2L)));
            assertEquals(List.of(1L), seqs(node.live));
            node.hubs.forEach(hub -> assertEquals(List.of(1L, 2L), seqs(hub)));
            node.besides.forEach(ear -> assertEquals(List.of(2L), seqs(ear)));
        }
    }

    private static List<Long> seqs(Ear ear) {
        return ear.heard.stream().map(event -> ((Publication) event).seq()).toList();
    }

    private Event publication(long seq, int size) {
        return publication("room.a", seq, size);
    }

    private Event publication(String channel, long seq, int size) {
        return new Publication(channel, "e", seq, "message.posted", "", List.of(),
            Buffer.buffer("x".repeat(size)));
    }

    /** A whole node with its relay and some hubs that note what they are told. */
    private final class Node {

        private final Cluster cluster = nodes.start(RelayVerticle.WIRE);
        private final Bus bus = new Bus(cluster.vertx());
        private final MeterRegistry meters = new SimpleMeterRegistry();
        private final List<Ear> hubs;
        private final List<Ear> besides = List.of(new Ear(bus, Addresses.EAR), new Ear(bus, Addresses.EAR));
        private final Ear live = new Ear(bus, Addresses.LIVE_EAR);
        private final RelayVerticle relay;
        private final Relay bell = new Relay(bus);

        Node(int hubCount) {
            this(hubCount, PEER_BYTES_MAX);
        }

        Node(int hubCount, int peerBytesMax) {
            hubs = IntStream.range(0, hubCount).mapToObj(i -> new Ear(bus, Addresses.HUBS)).toList();
            var settings = new RelaySettings(peerBytesMax, 32 * 1024);
            var parts = new RelayParts(cluster, bus, settings, meters);
            relay = new RelayVerticle(parts, new Random(seed));
            await(cluster.vertx().deployVerticle(relay));
        }

        List<Ear> everyEar() {
            return Stream.concat(hubs.stream(), besides.stream()).toList();
        }

        boolean hasRung(Event event) {
            return event.channel().startsWith("room." + cluster.nodeId());
        }

        double meter(String name) {
            return meters.find(name).meters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue()).sum();
        }
    }

    /** A hub that wants everything. */
    private static final class Ear {

        private final List<Event> heard = new CopyOnWriteArrayList<>();
        private final List<Cause> missed = new CopyOnWriteArrayList<>();

        Ear(Bus bus, String address) {
            bus.<Record>hear(address, message -> {
                switch (message) {
                    case Batch batch -> batch.forEach(channel -> true, heard::add);
                    case Missed(var cause) -> missed.add(cause);
                    default -> throw new IllegalStateException(message.toString());
                }
            });
        }
    }
}

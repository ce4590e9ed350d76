package dev.parley.relay;

import dev.parley.bus.Addresses;
import dev.parley.cluster.Cluster;
import dev.parley.protocol.Event;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** A member that greets, and then does only what the test says. */
final class HandMade {

    private final Cluster cluster;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();

    HandMade(Cluster cluster) {
        this.cluster = cluster;
        cluster.vertx().eventBus().<Buffer>consumer(Addresses.relayOf(cluster.nodeId()), message -> {
            var frame = Wire.decode(message.body());
            frames.add(frame);
            if (frame instanceof Frame.Load) {
                sizes.add(message.body().length());
            } else if (frame instanceof Frame.Hello) {
                send(new Frame.Welcome(id(), 9, 0));
            }
        });
    }

    String id() {
        return cluster.nodeId();
    }

    void send(Frame frame) {
        send(Wire.encode(1, frame));
    }

    void load(long life, long counter, List<Event> events) {
        send(Wire.encode(1, id(), life, counter, events));
    }

    /** To every other member, whatever it is. */
    void send(Object body) {
        cluster.members().stream().filter(member -> !member.nodeId().equals(id())).forEach(member ->
            cluster.vertx().eventBus().send(Addresses.relayOf(member.nodeId()), body));
    }

    int bytes() {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    List<Frame.Load> loads() {
        return all(Frame.Load.class);
    }

    long counters() {
        return last(() -> all(Frame.Counters.class).getLast().counter());
    }

    long acked(long life) {
        return last(() -> all(Frame.Ack.class).stream().filter(ack -> ack.life() == life).toList()
            .getLast().counter());
    }

    private <F extends Frame> List<F> all(Class<F> kind) {
        return frames.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static long last(LongSupplier counter) {
        try {
            return counter.getAsLong();
        } catch (NoSuchElementException none) {
            return -1;
        }
    }
}

package dev.parley.live;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.log.Bell;
import dev.parley.protocol.Signal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets the newest of what comes too fast through: of events of one channel that replace one another, the
 * first goes at once, and then the newest once in a while. One per node.
 */
public final class FlowVerticle extends VerticleBase {

    /** Keys that flow at a time; what is beyond goes through as it comes. */
    static final int KEYS_MAX = 100_000;

    private final Bus bus;
    private final Bell bell;
    private final Counter conflated;
    private final Map<Stream, Held> held = new HashMap<>();
    private MessageConsumer<?> consumer;

    public FlowVerticle(Bus bus, Bell bell, MeterRegistry meters) {
        this.bus = bus;
        this.bell = bell;
        this.conflated = Counter.builder("parley.live.conflated")
            .description("events of live channels that a newer one took the place of").register(meters);
        meters.gauge("parley.live.flows", held, Map::size);
    }

    /**
     * An event on its way.
     *
     * @param signal  with the key of those that it replaces, which is not empty
     * @param everyMs between two of them
     */
    record Flowing(Signal signal, int everyMs) {
        Flowing {
            Objects.requireNonNull(signal);
        }
    }

    /** Events that replace one another. */
    private record Stream(String channel, String key) {
    }

    /** The newest that has not gone through; null = there is none. */
    private static final class Held {
        private Signal newest;
    }

    @Override
    public Future<?> start() {
        consumer = bus.hear(Addresses.FLOW, this::flows);
        return consumer.completion();
    }

    /** What is held goes through. */
    @Override
    public Future<?> stop() {
        held.values().stream().filter(one -> one.newest != null).forEach(one -> bell.ring(
            List.of(one.newest)));
        held.clear();
        return consumer.unregister();
    }

    private void flows(Flowing flowing) {
        var stream = new Stream(flowing.signal().channel(), flowing.signal().key());
        var before = held.get(stream);
        if (before != null) {
            if (before.newest != null) {
                conflated.increment();
            }
            before.newest = flowing.signal();
        } else {
            bell.ring(List.of(flowing.signal()));
            if (held.size() < KEYS_MAX) {
                held.put(stream, new Held());
                vertx.setTimer(flowing.everyMs(), due -> due(stream, flowing.everyMs()));
            }
        }
    }

    private void due(Stream stream, int everyMs) {
        var one = held.get(stream);
        if (one == null || one.newest == null) {
            held.remove(stream);
            return;
        }
        bell.ring(List.of(one.newest));
        one.newest = null;
        vertx.setTimer(everyMs, due -> due(stream, everyMs));
    }
}

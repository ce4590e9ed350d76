package dev.parley.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What an operator sees of what comes in through Redis. */
final class InMeters implements AutoCloseable {

    final Counter taken;
    final Counter dead;
    final Counter again;
    final Counter heard;
    final Counter missed;
    private final MeterRegistry registry;
    private final Gauge open;
    private final Gauge turn;

    /** @param open letters in hand; {@code turn}: 1 while it is this node's turn */
    InMeters(MeterRegistry registry, Supplier<Number> open, Supplier<Number> turn) {
        this.registry = registry;
        this.open = Gauge.builder("parley_inbox_open", open)
            .description("Letters of the inbox that this node has in hand").register(registry);
        this.turn = Gauge.builder("parley_inbox_turn", turn)
            .description("1 on the node that reads the inbox").register(registry);
        this.taken = counter("parley_inbox_taken", "Letters of the inbox that were published");
        this.dead = counter("parley_inbox_dead", "Letters of the inbox that cannot be published");
        this.again = counter("parley_inbox_again", "Tries to publish a letter that will be repeated");
        this.heard = counter("parley_publish_heard", "Messages of parley:publish that were published");
        this.missed = counter("parley_publish_missed", "Messages of parley:publish that were not");
    }

    @Override
    public void close() {
        registry.remove(open);
        registry.remove(turn);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}

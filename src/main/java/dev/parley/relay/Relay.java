package dev.parley.relay;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.log.Bell;
import dev.parley.protocol.Event;
import java.util.List;

/**
 * The bell of a node: tells its own household from the thread that rings, and its {@link RelayVerticle} what
 * is for other nodes. By way of that one, each ring was a thread to wake up, at the price of two deliveries.
 */
public final class Relay implements Bell {

    private final Bus bus;
    private final Household household;

    public Relay(Bus bus) {
        this.bus = bus;
        this.household = new Household(bus);
    }

    @Override
    public void ring(List<? extends Event> events) {
        if (!events.isEmpty()) {
            var rung = List.<Event>copyOf(events);
            household.tell(Batch.of(rung));
            bus.tell(Addresses.RELAY, new Rung(rung));
        }
    }

    /** One ring on its way to the relay of this node. */
    record Rung(List<Event> events) {
    }
}

package dev.parley.relay;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.log.Bell;
import dev.parley.protocol.Event;
import java.util.List;

/** The bell of a node: hands events to its {@link RelayVerticle} and forgets them. */
public final class Relay implements Bell {

    private final Bus bus;

    public Relay(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void ring(List<? extends Event> events) {
        if (!events.isEmpty()) {
            bus.tell(Addresses.RELAY, new Rung(List.copyOf(events)));
        }
    }

    /** One ring on its way to the relay of this node. */
    record Rung(List<Event> events) {
    }
}

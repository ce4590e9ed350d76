package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.log.Bell;
import dev.parley.protocol.Event;
import dev.parley.relay.Batch;
import java.util.List;
import java.util.function.IntSupplier;

/** Tells the subscribers of this node only: of what every node works out by itself. */
final class LocalBell implements Bell {

    private final Bus bus;
    private final IntSupplier hubs;

    /** @param hubs how many hubs this node has now */
    LocalBell(Bus bus, IntSupplier hubs) {
        this.bus = bus;
        this.hubs = hubs;
    }

    @Override
    public void ring(List<? extends Event> events) {
        if (events.isEmpty()) {
            return;
        }
        var batch = Batch.of(events);
        for (int hub = 0; hub < hubs.getAsInt(); hub++) {
            bus.tell(Addresses.hub(hub), batch);
        }
    }
}

package dev.parley.relay;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.protocol.Channels;

/** All of this node who are told of batches, by reference. Callable on any context. */
final class Household {

    private final Bus bus;

    Household(Bus bus) {
        this.bus = bus;
    }

    void tell(Batch batch) {
        bus.spread(Addresses.HUBS, batch);
        if (batch.touches(channel -> !Channels.underLive(channel))) {
            bus.spread(Addresses.EAR, batch);
        }
        if (batch.touches(Channels::underLive)) {
            bus.spread(Addresses.LIVE_EAR, batch);
        }
    }

    void tell(Missed missed) {
        bus.spread(Addresses.HUBS, missed);
    }
}

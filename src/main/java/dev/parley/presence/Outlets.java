package dev.parley.presence;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Standing;
import dev.parley.protocol.Signal;
import dev.parley.relay.Batch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The ways out of a node's presence: to other nodes, to the hubs of this one, and to the store; counted. */
final class Outlets implements Gossip.Post, Watches.Audience, Presence.Memory {

    private final EventBus bus;
    private final Bus local;
    private final Keeper keeper;
    private final Clock clock;
    private Message last;
    private Buffer encoded;
    private long sent;
    private long sentBytes;
    private long heard;
    private long heardBytes;
    private long unreadable;
    private long changes;
    private long states;

    Outlets(EventBus bus, Bus local, Keeper keeper, Clock clock) {
        this.bus = bus;
        this.local = local;
        this.keeper = keeper;
        this.clock = clock;
    }

    Presence.Outside outside() {
        return new Presence.Outside(this, this, this);
    }

    /** What is sent to many is encoded once. */
    @Override
    public void send(String node, Message message) {
        if (message != last) {
            encoded = Wire.encode(message);
            last = message;
        }
        sent++;
        sentBytes += encoded.length();
        bus.send(Addresses.presenceOf(node), encoded);
    }

    @Override
    public void tell(Set<Integer> hubs, Signal change) {
        changes++;
        var batch = Batch.of(List.of(change));
        hubs.forEach(hub -> local.tell(Addresses.hub(hub), batch));
    }

    @Override
    public void state(Set<Integer> hubs, Signal state) {
        states++;
        var standing = new Standing(state);
        hubs.forEach(hub -> local.tell(Addresses.hub(hub), standing));
    }

    @Override
    public void seen(String user, String name) {
        keeper.seen(user, name, clock.millis());
    }

    @Override
    public void said(String user, String name, Stance stance) {
        keeper.said(user, name, stance);
    }

    @Override
    public void wanted(String user) {
        keeper.want(user);
    }

    void received(int bytes) {
        heard++;
        heardBytes += bytes;
    }

    void unreadable() {
        unreadable++;
    }

    long sent() {
        return sent;
    }

    long sentBytes() {
        return sentBytes;
    }

    long heard() {
        return heard;
    }

    long heardBytes() {
        return heardBytes;
    }

    long unreadables() {
        return unreadable;
    }

    long changes() {
        return changes;
    }

    long states() {
        return states;
    }
}

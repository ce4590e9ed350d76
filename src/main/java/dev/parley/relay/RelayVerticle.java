package dev.parley.relay;

import dev.parley.bus.Addresses;
import dev.parley.cluster.Change;
import dev.parley.protocol.Event;
import dev.parley.relay.Missed.Cause;
import dev.parley.relay.Peer.Hearing;
import dev.parley.relay.Relay.Rung;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay of a node. What is rung here during one turn goes to every other node as one batch, in bytes.
 * What others send becomes a batch for this node's household; whatever may have been lost becomes {@link
 * Missed}. One per node.
 */
public final class RelayVerticle extends VerticleBase {

    /** The newest version of the wire format, for this node's card. */
    public static final int WIRE = Wire.NEWEST;

    static final int TICK_MS = 250;
    static final int ACK_MS = 50;
    static final int MISSED_MS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(RelayVerticle.class);
    private static final int ACK_BYTES = 64 * 1024;
    private static final int WARM_MS_MAX = 5000;

    private final RelayParts parts;
    private final Household household;
    private final Mesh mesh;
    private final List<Event> pending = new ArrayList<>();
    private MessageConsumer<Rung> bell;
    private MessageConsumer<Object> inbox;
    private long pendingBytes;
    private boolean flushing;
    private boolean acking;
    private boolean quiet;
    private Cause held;

    public RelayVerticle(RelayParts parts, RandomGenerator random) {
        this.parts = parts;
        this.household = new Household(parts.bus());
        this.mesh = new Mesh(parts.cluster(), parts.settings(), random.nextLong(), parts.meters());
    }

    @Override
    public Future<?> start() {
        mesh.onPeers(this::heed);
        inbox = inbox();
        return inbox.completion().onSuccess(heard -> {
            parts.cluster().onChange(this::changed);
            mesh.start();
            vertx.setPeriodic(TICK_MS, tick -> {
                mesh.tick();
                if (mesh.deaf()) {
                    registerAgain();
                }
            });
        });
    }

    /** Who is alone has nobody to tell: then no ring wakes this up. */
    private void heed(boolean any) {
        if (any && bell == null) {
            bell = parts.bus().hear(Addresses.RELAY, this::rung);
        } else if (!any && bell != null) {
            bell.unregister();
            bell = null;
        }
    }

    private MessageConsumer<Object> inbox() {
        return vertx.eventBus().consumer(Addresses.relayOf(parts.cluster().nodeId()),
            message -> receive(message.body()));
    }

    /**
     * The others may have lost the way here, as in a merge of what was split: a new registration is told to
     * all of them. The former one ends when the new one is there, so that nothing is missed in between.
     */
    private void registerAgain() {
        LOG.debug("A member does not answer: registering again");
        var former = inbox;
        inbox = inbox();
        inbox.completion().onComplete(registered -> former.unregister());
    }

    /**
     * Completes when this node and the others hear one another, so that the first bell is not the one that
     * waits for a connection; at the latest after 5 s, because a member that does not answer serves nobody.
     */
    public Future<Void> ready() {
        return Future.any(mesh.warm(), vertx.timer(WARM_MS_MAX)).mapEmpty();
    }

    @Override
    public Future<?> stop() {
        flush();
        mesh.sendAcks();
        mesh.close();
        return inbox.unregister();
    }

    private void rung(Rung rung) {
        for (var event : rung.events()) {
            pending.add(event);
            pendingBytes += event.json().length();
            if (pendingBytes >= parts.settings().batchBytesMax()) {
                flush();
            }
        }
        if (!flushing && !pending.isEmpty()) {
            flushing = true;
            context.runOnContext(turn -> flush());
        }
    }

    private void flush() {
        flushing = false;
        if (!pending.isEmpty()) {
            var events = List.copyOf(pending);
            pending.clear();
            pendingBytes = 0;
            mesh.send(events);
        }
    }

    private void changed(Change change) {
        switch (change) {
            case Change.Joined(var member) -> {
                mesh.joined(member.nodeId());
                missed(Cause.JOINED);
            }
            case Change.Left(var member) -> {
                mesh.left(member.nodeId());
                missed(Cause.LEFT);
            }
        }
    }

    private void receive(Object body) {
        var frame = body instanceof Buffer bytes ? Wire.decode(bytes) : new Frame.Unreadable("no bytes");
        switch (frame) {
            case Frame.Hello(var node, var life, var counter) -> {
                heard(node, life, counter, false);
                mesh.welcome(node);
            }
            case Frame.Welcome(var node, var life, var counter) -> {
                heard(node, life, counter, false);
                mesh.welcomed(node);
            }
            case Frame.Counters(var node, var life, var counter) -> {
                heard(node, life, counter, false);
                mesh.sendAck(node);
            }
            case Frame.Load load -> take(load, ((Buffer) body).length());
            case Frame.Ack ack -> mesh.acked(ack);
            case Frame.Unreadable(var why) -> unreadable(why);
        }
    }

    private void take(Frame.Load load, int bytes) {
        mesh.meters().batchesIn.increment();
        mesh.meters().bytesIn.increment(bytes);
        if (heard(load.node(), load.life(), load.counter(), true)) {
            load.events().onDamage(() -> context.runOnContext(told -> unreadable("an event of a batch")));
            household.tell(new Batch(load.events()));
        }
        int owed = mesh.peer(load.node()).map(peer -> peer.heardBytes(bytes)).orElse(0);
        if (owed >= ACK_BYTES) {
            mesh.sendAck(load.node());
        } else if (owed > 0 && !acking) {
            acking = true;
            vertx.setTimer(ACK_MS, due -> {
                acking = false;
                mesh.sendAcks();
            });
        }
    }

    /** Notes a peer's counter; false when its batch was heard before. What strangers count says nothing. */
    private boolean heard(String node, long life, long counter, boolean load) {
        var hearing = mesh.peer(node).map(peer -> peer.hear(life, counter, load)).orElse(Hearing.FIRST);
        switch (hearing) {
            case FIRST, NEXT, STALE -> { }
            case HOLE -> {
                mesh.meters().holes.increment();
                missed(Cause.HOLE);
            }
            case NEW_LIFE -> missed(Cause.JOINED);
        }
        return hearing != Hearing.STALE;
    }

    private void unreadable(String why) {
        LOG.debug("A peer sent what cannot be read: {}", why);
        mesh.meters().unreadable.increment();
        missed(Cause.UNREADABLE);
    }

    /** Tells the hubs at once, and then again at the end of a while in which more was missed. */
    private void missed(Cause cause) {
        if (quiet) {
            held = cause;
            return;
        }
        quiet = true;
        mesh.meters().missed.increment();
        household.tell(new Missed(cause));
        vertx.setTimer(MISSED_MS, over -> {
            quiet = false;
            if (held != null) {
                var again = held;
                held = null;
                missed(again);
            }
        });
    }
}

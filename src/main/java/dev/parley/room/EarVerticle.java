package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Newcomer;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Event;
import dev.parley.relay.Batch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/**
 * Listens, on this node, to what all nodes tell, and works out what passes without a trace: who types where,
 * and what is unread in the rooms that people look at. One per node.
 */
public final class EarVerticle extends VerticleBase {

    static final String ADDRESS = Addresses.instance("ear", 0);

    private static final long TICK_MS = 250;

    private final EarParts parts;
    private Typing typing;
    private InboxWatch inbox;

    public EarVerticle(EarParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        var local = new LocalBell(parts.bus(), parts.hubs());
        var told = new Signals(local, parts.clock());
        typing = new Typing(parts, new Typists(parts.persistence(), parts.clock()), told);
        inbox = new InboxWatch(vertx, parts, told);
        vertx.setPeriodic(TICK_MS, tick -> typing.tick());
        return Future.all(
            parts.bus().<Record>hear(Addresses.EAR, this::told).completion(),
            parts.bus().answer(ADDRESS, this::heed).completion());
    }

    private void told(Record told) {
        switch (told) {
            case Batch batch ->
                batch.forEach(channel -> inbox.passes(channel) | typing.cares(channel), this::hear);
            case Newcomer newcomer -> typing.present(newcomer.channel()).ifPresent(list ->
                parts.bus().tell(Addresses.hub(newcomer.hub()), Batch.of(List.of(list))));
            default -> throw new IllegalArgumentException("the ear was told " + told.getClass());
        }
    }

    private void hear(Event event) {
        if (typing.cares(event.channel())) {
            typing.hear(event);
        }
        if (inbox.cares(event.channel())) {
            inbox.hear(event);
        }
    }

    private Future<String> heed(Record asked) {
        return switch ((Heed) asked) {
            case Heed.Typing(var caller, var command) -> typing.ask(caller, command);
            case Heed.Watch watch -> {
                inbox.watch(watch);
                yield Future.succeededFuture("{}");
            }
        };
    }

    /** Whether an event is of a message in a room. */
    static boolean ofMessage(Event event, String type) {
        return event.type().equals(type) && event.channel().startsWith(Channels.ROOM);
    }
}

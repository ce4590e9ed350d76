package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.persistence.Persistence;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Serves a shard of the rooms on this node: gives each command its place in its room's order and the least
 * role that it takes, and hands it to the store, without waiting in between.
 */
public final class RoomVerticle extends VerticleBase {

    /** The verticle group, and the first part of its instances' addresses. */
    public static final String GROUP = "room";

    private final int number;
    private final Bus bus;
    private final Persistence persistence;
    private final RoomParts parts;
    private Marks marks;

    public RoomVerticle(int number, RoomParts parts) {
        this.number = number;
        this.bus = parts.bus();
        this.persistence = parts.persistence();
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        var signals = new Signals(parts.bell(), parts.clock());
        marks = new Marks(vertx, persistence,
            new ReceiptSignals(vertx, signals, parts.settings().receiptsMax()));
        return bus.answer(Addresses.instance(GROUP, number), this::carryOut).completion();
    }

    private Future<String> carryOut(Asked asked) {
        var now = System.nanoTime();
        return switch (asked.command()) {
            case RoomCommand.Change change -> persistence.append(Orders.of(asked.caller(), change))
                .onSuccess(reply -> watchEntered(asked.caller().user(), change, now));
            case Command.Write write -> persistence.append(Orders.of(asked.caller(), write));
            case ReceiptCommand.Mark mark -> marks.add(asked.caller(), mark);
            case MessageCommand.Search search -> persistence.query(Questions.of(asked.caller(), search))
                .map(found -> Highlights.in(found, search.words()));
            case RoomCommand.Mine mine -> persistence.query(Questions.of(asked.caller(), mine))
                .onSuccess(page -> watchListed(asked.caller().user(), new JsonObject(page), now));
            case Command.Read read -> persistence.query(Questions.of(asked.caller(), read));
        };
    }

    private void watchListed(String user, JsonObject page, long since) {
        var rooms = page.getJsonArray("rooms").stream().map(JsonObject.class::cast)
            .map(entry -> entry.getJsonObject("room").getString("id")).toList();
        bus.tell(EarVerticle.ADDRESS, new Heed.Watch(user, rooms, true, since));
    }

    private void watchEntered(String user, RoomCommand.Change change, long since) {
        switch (change) {
            case RoomCommand.Create create -> watchMore(user, create.room(), since);
            case RoomCommand.Meet meet -> watchMore(user, meet.room(), since);
            case RoomCommand.Join join -> watchMore(user, join.room(), since);
            case RoomCommand.Update update -> { }
            case RoomCommand.Leave leave -> { }
            case RoomCommand.Invite invite -> { }
            case RoomCommand.Grant grant -> { }
            case RoomCommand.Remove remove -> { }
            case RoomCommand.Unban unban -> { }
            case RoomCommand.Mute mute -> { }
        }
    }

    private void watchMore(String user, String room, long since) {
        bus.tell(EarVerticle.ADDRESS, new Heed.Watch(user, List.of(room), false, since));
    }
}

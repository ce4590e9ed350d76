package dev.parley.room;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Matter;
import dev.parley.protocol.Caller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Turns commands that only read into what the store answers. */
final class Questions {

    private Questions() {
    }

    static Ask of(Caller caller, Command.Read command) {
        return switch (command) {
            case RoomCommand.Get get -> question(caller, Matter.ROOM, room(get.room()));
            case RoomCommand.Members members -> question(caller, Matter.MEMBERS,
                paged(room(members.room()), members.paging()));
            case RoomCommand.Bans bans -> question(caller, Matter.BANS,
                paged(room(bans.room()).put("least", Act.LIST_BANS.least().level()), bans.paging()));
            case ReceiptCommand.Receipts list -> question(caller, Matter.RECEIPTS,
                paged(room(list.room()), list.paging()));
            case ReceiptCommand.Unread unread -> question(caller, Matter.UNREAD, new JsonObject());
            case RoomCommand.Listing list -> question(caller, Matter.PUBLIC_ROOMS,
                paged(new JsonObject().put("query", list.query().orElse(null)), list.paging()));
            case RoomCommand.Mine mine -> question(caller, Matter.MY_ROOMS,
                paged(new JsonObject(), mine.paging()));
            case MessageCommand.Get get -> question(caller, Matter.MESSAGE,
                room(get.room()).put("id", get.id()));
            case MessageCommand.Reactions reactions -> question(caller, Matter.REACTIONS,
                room(reactions.room()).put("id", reactions.id()));
            case MessageCommand.Pins pins -> question(caller, Matter.PINS, room(pins.room()));
            case MessageCommand.Thread thread -> question(caller, Matter.THREAD,
                paged(room(thread.room()).put("id", thread.id()), thread.paging()));
            case MessageCommand.Search search -> question(caller, Matter.SEARCH, searched(search));
            case MessageCommand.History history -> question(caller, Matter.HISTORY,
                windowed(room(history.room()).put("limit", history.limit()), history.window()));
        };
    }

    private static JsonObject searched(MessageCommand.Search search) {
        return paged(new JsonObject(), search.paging())
            .put("words", new JsonArray(List.copyOf(search.words())))
            .put("room", search.room().orElse(null)).put("by", search.by().orElse(null))
            .put("from", search.from().map(Instant::toString).orElse(null))
            .put("to", search.to().map(Instant::toString).orElse(null));
    }

    private static JsonObject room(String room) {
        return new JsonObject().put("room", room);
    }

    private static JsonObject paged(JsonObject args, Paging paging) {
        return args.put("after", paging.after().orElse(null)).put("limit", paging.limit());
    }

    private static JsonObject windowed(JsonObject args, Window window) {
        return switch (window) {
            case Window.Newest newest -> args;
            case Window.Before before -> args.put("before", before.seq());
            case Window.After after -> args.put("after", after.seq());
            case Window.Around around -> args.put("around", around.seq());
        };
    }

    private static Ask question(Caller caller, Matter matter, JsonObject args) {
        return new Ask(caller.user(), matter, args.put("user", caller.user()));
    }
}

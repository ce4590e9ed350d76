package dev.parley.room;

import dev.parley.config.RoomSettings;
import dev.parley.protocol.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the bodies of {@code parley.rooms}. */
final class RoomReaders {

    private static final int QUERY_MAX = 200;
    private static final String PUBLIC = "public";

    private final RoomSettings settings;
    private final Supplier<String> ids;

    /** @param ids gives a new id at each call, for whoever brings none */
    RoomReaders(RoomSettings settings, Supplier<String> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    RoomCommand.Create create(Fields body) {
        return new RoomCommand.Create(body.optionalId("id").orElseGet(ids), name(body).orElseThrow(
            () -> Fields.bad("name", "is missing")), topic(body).orElse(""),
            visibility(body).orElseThrow(() -> Fields.bad("visibility", "is missing")),
            body.ids("members", settings.membersFirstMax()));
    }

    RoomCommand.Get get(Fields body) {
        return new RoomCommand.Get(body.id("room"));
    }

    RoomCommand.Join join(Fields body) {
        return new RoomCommand.Join(body.id("room"));
    }

    RoomCommand.Leave leave(Fields body) {
        return new RoomCommand.Leave(body.id("room"));
    }

    RoomCommand.Members members(Fields body) {
        return new RoomCommand.Members(body.id("room"), paging(body));
    }

    RoomCommand.Listing list(Fields body) {
        return new RoomCommand.Listing(body.optionalText("query", 0, QUERY_MAX).filter(q -> !q.isBlank()),
            paging(body));
    }

    RoomCommand.Mine mine(Fields body) {
        return new RoomCommand.Mine(paging(body));
    }

    private Optional<String> name(Fields body) {
        var name = body.optionalText("name", 1, settings.nameMax());
        if (name.isPresent() && name.get().isBlank()) {
            throw Fields.bad("name", "is blank");
        }
        return name;
    }

    private Optional<String> topic(Fields body) {
        return body.optionalText("topic", 0, settings.topicMax());
    }

    private static Optional<Boolean> visibility(Fields body) {
        return body.optionalWord("visibility", List.of(PUBLIC, "private")).map(PUBLIC::equals);
    }

    private Paging paging(Fields body) {
        return Paging.read(body, settings.pageMax());
    }
}

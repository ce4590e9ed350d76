package dev.parley.room;

import dev.parley.config.RoomSettings;
import dev.parley.persistence.Role;
import dev.parley.protocol.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the bodies of {@code parley.rooms}. */
final class RoomReaders {

    private static final int QUERY_MAX = 200;
    private static final int DIRECT_MAX = 50;
    private static final long MUTE_SECONDS_MAX = 10L * 365 * 24 * 3600;
    private static final String PUBLIC = "public";
    private static final List<String> ROLES =
        Stream.of(Role.values()).filter(role -> role != Role.BANNED).map(Role::word).toList();

    private final RoomSettings settings;
    private final Supplier<String> ids;

    /** @param ids gives a new id at each call, for whoever brings none */
    RoomReaders(RoomSettings settings, Supplier<String> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    RoomCommand.Create create(Fields body) {
        var id = body.optionalId("id").orElseGet(ids);
        if (id.startsWith(Direct.PREFIX)) {
            throw Fields.bad("id", "begins like that of a direct conversation");
        }
        return new RoomCommand.Create(id, name(body).orElseThrow(
            () -> Fields.bad("name", "is missing")), topic(body).orElse(""),
            visibility(body).orElseThrow(() -> Fields.bad("visibility", "is missing")),
            body.ids("members", settings.membersFirstMax()));
    }

    /** The people wanted in a direct conversation. */
    List<String> direct(Fields body) {
        if (!body.has("users")) {
            throw Fields.bad("users", "is missing");
        }
        return body.ids("users", DIRECT_MAX);
    }

    RoomCommand.Update update(Fields body) {
        return new RoomCommand.Update(body.id("room"), name(body), topic(body), visibility(body),
            body.optionalFlag("archived"));
    }

    RoomCommand.Invite invite(Fields body) {
        return new RoomCommand.Invite(body.id("room"), body.id("user"));
    }

    RoomCommand.Grant role(Fields body) {
        var word = body.optionalWord("role", ROLES).orElseThrow(() -> Fields.bad("role", "is missing"));
        return new RoomCommand.Grant(body.id("room"), body.id("user"), Role.of(word));
    }

    RoomCommand.Remove remove(Fields body) {
        return new RoomCommand.Remove(body.id("room"), body.id("user"), body.flag("ban", false));
    }

    RoomCommand.Unban unban(Fields body) {
        return new RoomCommand.Unban(body.id("room"), body.id("user"));
    }

    RoomCommand.Mute mute(Fields body) {
        return new RoomCommand.Mute(body.id("room"), body.id("user"),
            body.number("seconds", 0, MUTE_SECONDS_MAX));
    }

    RoomCommand.Bans bans(Fields body) {
        return new RoomCommand.Bans(body.id("room"), paging(body));
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

package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.CONFLICT;
import static dev.parley.protocol.FailureType.GONE;
import static dev.parley.protocol.FailureType.NOT_FOUND;
import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

import dev.parley.config.RoomSettings;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The resources of {@code parley.rooms}: rooms, their members, and who is kept out. */
final class RoomResources {

    private static final String ADDRESS = "parley.rooms";
    private static final String ROOM = "/rooms/{room}";
    private static final String MEMBER = ROOM + "/members/{user}";
    private static final int DIRECT_MAX = 50;
    private static final int QUERY_MAX = 200;
    private static final long MUTE_SECONDS_MAX = 10L * 365 * 24 * 3600;
    private static final Field OTHER = must("user", Types.id(), "Whom.");
    private static final Reply ONE = Reply.body(Types.object("room", Types.ref("Room")));
    private static final Reply PERSON = Reply.body(Types.object("member", Types.ref("Member")));

    private final RoomSettings settings;

    RoomResources(RoomSettings settings) {
        this.settings = settings;
    }

    List<Resource> all() {
        return List.of(create(), direct(), get(), update(), list(), mine(), join(), leave(), members(),
            invite(), role(), remove(), mute(), bans(), unban());
    }

    private Resource create() {
        return Resource.post(ADDRESS, "create", "/rooms", "Found a room, with the caller as its owner.")
            .with(may("id", Types.id(), "Of the room; the server chooses one when it is absent."))
            .with(must("name", name(), "What people see."))
            .with(may("topic", topic(), "What it is about."))
            .with(must("visibility", visibility(), "Whether everybody signed in finds, reads and joins it."))
            .with(may("members", Types.ids(settings.membersFirstMax()), "Whom to bring in at once."))
            .replies(Reply.created(Types.object("room", Types.ref("Room"), "duplicate?", Types.always(true)),
                ROOM))
            .refuses(CONFLICT);
    }

    private Resource direct() {
        return Resource.post(ADDRESS, "direct", "/direct-rooms",
            "Find or make the direct conversation of these people and the caller: always the same one.")
            .with(must("users", Types.ids(DIRECT_MAX), "The people; the caller may be left out."))
            .replies(Reply.body(Types.object("room", Types.ref("Room"), "duplicate?", Types.always(true))))
            .refuses(CONFLICT);
    }

    private Resource get() {
        return Resource.get(ADDRESS, "get", ROOM, "Read a room, with one's own standing in it.")
            .with(Common.ROOM).replies(ONE).refuses(NOT_FOUND);
    }

    private Resource update() {
        return Resource.patch(ADDRESS, "update", ROOM, "Change what is given; archiving is for the owner.")
            .with(Common.ROOM, may("name", name(), "What people see."), may("topic", topic(),
                "What it is about."),
                may("visibility", visibility(), "Whether everybody signed in finds, reads and joins it."),
                may("archived", Types.flag(), "An archived room is read only."))
            .replies(ONE).refuses(NOT_FOUND, GONE);
    }

    private Resource list() {
        return Resource.get(ADDRESS, "list", "/rooms", "Find public rooms, by name.")
            .with(may("query", Types.text(0, QUERY_MAX), "Words of the name."))
            .with(Common.paging(settings.pageMax())).replies(Reply.page("rooms", Types.ref("Room")));
    }

    private Resource mine() {
        return Resource.get(ADDRESS, "mine", "/me/rooms", "One's own rooms, by their last message.")
            .with(Common.paging(settings.pageMax())).replies(Reply.page("rooms", Types.object(
                "room", Types.ref("Room"), "last?", Types.ref("AnyMessage"), "lastActivityAt",
                    Types.time())));
    }

    private static Resource join() {
        return Resource.put(ADDRESS, "join", "/me/rooms/{room}", "Become a member of a public room.")
            .with(Common.ROOM).replies(Reply.body(Types.object(
                "room", Types.ref("Room"), "member", Types.ref("Member")))).refuses(NOT_FOUND, GONE);
    }

    private static Resource leave() {
        return Resource.delete(ADDRESS, "leave", "/me/rooms/{room}",
            "Leave a room; succeeds also when one was no member. The last owner cannot.")
            .with(Common.ROOM).refuses(NOT_FOUND, CONFLICT, GONE);
    }

    private Resource members() {
        return Resource.get(ADDRESS, "members", ROOM + "/members", "The members, by user id.")
            .with(Common.ROOM).with(Common.paging(settings.pageMax()))
            .replies(Reply.page("members", Types.ref("Member"))).refuses(NOT_FOUND);
    }

    private static Resource invite() {
        return Resource.put(ADDRESS, "invite", MEMBER, "Bring somebody in, as a member at once.")
            .with(Common.ROOM, OTHER).replies(PERSON).refuses(NOT_FOUND, GONE);
    }

    private static Resource role() {
        return Resource.patch(ADDRESS, "role", MEMBER, "Give a member a role; for the owner.")
            .with(Common.ROOM, OTHER, must("role", Types.words("reader", "member", "moderator", "owner"),
                "What he shall be."))
            .replies(PERSON).refuses(NOT_FOUND, CONFLICT, GONE);
    }

    private static Resource remove() {
        return Resource.delete(ADDRESS, "remove", MEMBER, "Remove somebody, or ban him; for moderators.")
            .with(Common.ROOM, OTHER, may("ban", Types.flag(), "Whether he is kept out from now on."))
            .refuses(NOT_FOUND, GONE);
    }

    private static Resource mute() {
        return Resource.put(ADDRESS, "mute", MEMBER + "/mute", "Let a member write nothing for a while.")
            .with(Common.ROOM, OTHER, must("seconds", Types.whole(0, MUTE_SECONDS_MAX),
                "For how long; 0 lets him speak again."))
            .replies(PERSON).refuses(NOT_FOUND, GONE);
    }

    private Resource bans() {
        return Resource.get(ADDRESS, "bans", ROOM + "/bans", "Who is kept out, by user id; for moderators.")
            .with(Common.ROOM).with(Common.paging(settings.pageMax()))
            .replies(Reply.page("users", Types.object("user", Types.id(), "name", Types.text())))
            .refuses(NOT_FOUND);
    }

    private static Resource unban() {
        return Resource.delete(ADDRESS, "unban", ROOM + "/bans/{user}", "Let somebody come in again.")
            .with(Common.ROOM, OTHER).refuses(NOT_FOUND, GONE);
    }

    private JsonObject name() {
        return Types.text(1, settings.nameMax());
    }

    private JsonObject topic() {
        return Types.text(0, settings.topicMax());
    }

    private static JsonObject visibility() {
        return Types.words("public", "private");
    }
}

package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.CONFLICT;
import static dev.parley.protocol.FailureType.GONE;
import static dev.parley.protocol.FailureType.NOT_FOUND;
import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

import java.util.List;

/** The resources of receipts, typing, presence, and of users as a whole. */
final class PeopleResources {

    private static final String RECEIPTS = "parley.receipts";
    private static final String TYPING = "parley.typing";
    private static final String PRESENCE = "parley.presence";
    private static final String USERS = "parley.users";
    private static final int RECEIPTS_MAX = 1000;
    private static final int EXPORT_MAX = 1000;
    private static final int LIMIT_MAX = 1000;
    private static final int USERS_MAX = 500;
    private static final Field SEQ = must("seq", Types.count(), "Up to which; only ever forward.");
    private static final Field LIMIT = may("limit", Types.whole(0, LIMIT_MAX).put("default", USERS_MAX),
        "Entries at most; 0 counts only.");
    private static final Field USER = must("user", Types.id(), "Whom.");
    private static final Reply MARKED = Reply.body(Types.object("room", Types.id(), "read", Types.count(),
        "delivered", Types.count(), "unread", Types.count(), "mentions", Types.count()));

    private final int textMax;

    /** @param textMax code points of what somebody adds to his status */
    PeopleResources(int textMax) {
        this.textMax = textMax;
    }

    List<Resource> all() {
        return List.of(read(), delivered(), receipts(), unread(), start(), stop(), set(), of(), who(),
            export(), erase());
    }

    private static Resource read() {
        return Resource.put(RECEIPTS, "read", "/rooms/{room}/receipts/read",
            "Say how far one has read.").with(Common.ROOM, SEQ).replies(MARKED).refuses(NOT_FOUND);
    }

    private static Resource delivered() {
        return Resource.put(RECEIPTS, "delivered", "/rooms/{room}/receipts/delivered",
            "Say how far one's device has received.").with(Common.ROOM, SEQ).replies(MARKED)
            .refuses(NOT_FOUND);
    }

    private static Resource receipts() {
        return Resource.get(RECEIPTS, "list", "/rooms/{room}/receipts",
            "How far each member has read and received.")
            .with(Common.ROOM, Common.paging(RECEIPTS_MAX)[0],
                may("limit", Types.whole(1, RECEIPTS_MAX).put("default", RECEIPTS_MAX), "Entries at most."))
            .replies(new Reply(Reply.Kind.PAGE, Types.object("receipts", Types.list(Types.object(
                "user", Types.id(), "read", Types.count(), "delivered", Types.count())),
                "head", Types.ref("Position"), "more", Types.flag(), "next?", Types.text()), ""))
            .refuses(NOT_FOUND);
    }

    private static Resource unread() {
        return Resource.get(RECEIPTS, "unread", "/me/unread",
            "What one has not read, in all one's rooms, counted exactly.")
            .replies(Reply.body(Types.object("unread", Types.count(), "mentions", Types.count(),
                "rooms", Types.list(Types.object("room", Types.id(), "unread", Types.count(),
                    "mentions", Types.count())))));
    }

    private static Resource start() {
        return Resource.put(TYPING, "start", "/rooms/{room}/typing",
            "Say that one is typing: for six seconds, or until one posts.").with(Common.ROOM)
            .refuses(NOT_FOUND, GONE);
    }

    private static Resource stop() {
        return Resource.delete(TYPING, "stop", "/rooms/{room}/typing",
            "Say that one types no more.").with(Common.ROOM).refuses(NOT_FOUND, GONE);
    }

    private static Resource export() {
        return Resource.get(USERS, "export", "/users/{user}/export",
            "Everything that is kept by or about somebody; rooms and reactions come with the first page.")
            .with(USER, may("after", Types.pattern("^\\d{1,18} \\d{1,16}$"),
                "The `next` of the page before; absent: the first page."), Common.limit(EXPORT_MAX))
            .replies(new Reply(Reply.Kind.PAGE, Types.ref("Export"), ""));
    }

    private static Resource erase() {
        return Resource.delete(USERS, "erase", "/users/{user}",
            "Turn somebody's messages into tombstones and his name into an alias. With `more`, call again.")
            .with(USER).replies(Reply.body(Types.object("user", Types.text(), "messages", Types.count(),
                "more", Types.flag()))).refuses(CONFLICT);
    }

    private Resource set() {
        return Resource.put(PRESENCE, "set", "/me/presence", "Say how one is to be seen.")
            .with(must("status", Types.words("online", "away", "busy", "invisible"),
                "Invisible: as offline."),
                may("text", Types.text(0, textMax), "A few words of one's own."))
            .replies(Reply.body(Types.object("user", Types.ref("Presence"))));
    }

    private static Resource of() {
        return Resource.post(PRESENCE, "of", "/presence/query",
            "Who of these users is here, and since when the others are not.")
            .with(must("users", Types.ids(USERS_MAX), "Whom.")).replies(Reply.body(Types.object(
                "users", Types.list(Types.ref("Presence")))));
    }

    private static Resource who() {
        return Resource.get(PRESENCE, "who", "/channels/{channel}/presence",
            "Who is here in a channel, counted exactly.")
            .with(must("channel", Types.ref("Channel"), "The channel, such as `room.lobby`."),
                may("users", Types.ids(USERS_MAX), "Which of these; absent: any."), LIMIT)
            .replies(Reply.body(Types.object("count", Types.count(), "users",
                Types.list(Types.ref("Presence")), "more", Types.flag()))).refuses(NOT_FOUND);
    }
}

package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.CONFLICT;
import static dev.parley.protocol.FailureType.GONE;
import static dev.parley.protocol.FailureType.NOT_FOUND;
import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

import dev.parley.config.RoomSettings;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The resources of {@code parley.messages}. */
final class MessageResources {

    private static final String ADDRESS = "parley.messages";
    private static final String MESSAGES = "/rooms/{room}/messages";
    private static final String ONE = MESSAGES + "/{id}";
    private static final int EMOJI_MAX = 64;
    private static final int MENTIONS_MAX = 100;
    private static final int ATTACHMENTS_MAX = 20;
    private static final int QUERY_MAX = 1000;
    private static final Field EMOJI = must("emoji", Types.text(1, EMOJI_MAX), "At most 64 bytes of UTF-8.");
    private static final JsonObject VERSION = Types.whole(1, Integer.MAX_VALUE);
    private static final Reply MESSAGE = new Reply(Reply.Kind.MESSAGE,
        Types.object("message", Types.ref("AnyMessage")), "");
    private static final Reply COUNT = Reply.body(Types.object("count", Types.count()));

    private final RoomSettings settings;

    MessageResources(RoomSettings settings) {
        this.settings = settings;
    }

    List<Resource> all() {
        return List.of(post(), history(), get(), edit(), delete(), react(), unreact(), reactions(),
            thread(), pins(), pin(), unpin(), search());
    }

    private Resource post() {
        return Resource.post(ADDRESS, "post", MESSAGES,
            "Post a message. With an id it can be sent again without harm, on any node.")
            .with(Common.ROOM, may("id", Types.id(),
                "Of the message; the server chooses one when it is absent."))
            .with(content())
            .replies(Reply.created(Types.ref("Posted"), ONE))
            .refuses(NOT_FOUND, CONFLICT, GONE);
    }

    /** What a message is made of. */
    Field[] content() {
        return new Field[] {must("text", text(), "What is said."),
            may("replyTo", Types.id(), "The message that it answers."),
            may("thread", Types.id(), "The root of the thread that it belongs to."),
            may("mentions", Types.ids(MENTIONS_MAX), "Whom it addresses, beside those named in the text."),
            may("attachments", Types.list(attachment(), ATTACHMENTS_MAX), "Files that are elsewhere."),
            may("client", Types.any(), "Any JSON of the application's own, 4 KiB at most, kept as it is.")};
    }

    private static JsonObject attachment() {
        return Types.ref("Attachment");
    }

    private Resource history() {
        return Resource.get(ADDRESS, "history", MESSAGES,
            "Messages from the oldest to the newest; the newest page unless a place is given.")
            .with(Common.ROOM)
            .with(seq("before", "Those before this one."))
            .with(seq("after", "Those after this one."))
            .with(seq("around", "Half a page on each side, this one included."))
            .with(Common.limit(settings.pageMax()))
            .replies(new Reply(Reply.Kind.HISTORY, Types.object("messages",
                Types.list(Types.ref("AnyMessage")),
                "head", Types.ref("Position"), "more?", Types.flag(), "moreBefore?", Types.flag(),
                "moreAfter?", Types.flag()), ""))
            .refuses(NOT_FOUND);
    }

    private static Field seq(String name, String meaning) {
        var meant = meaning + " A seq; only one of before, after and around may be given.";
        return may(name, Types.count(), meant);
    }

    private static Resource get() {
        return Resource.get(ADDRESS, "get", ONE, "Read one message as it is now.")
            .with(Common.ROOM, Common.MESSAGE).replies(MESSAGE).refuses(NOT_FOUND);
    }

    private Resource edit() {
        return Resource.patch(ADDRESS, "edit", ONE,
            "Give one's own message another text; with `If-Match` only if nobody did so in the meantime.")
            .with(Common.ROOM, Common.MESSAGE, must("text", text(), "What it says from now on."),
                may("version", VERSION, "The version that the editor saw; another one is `conflict`."))
            .replies(MESSAGE).refuses(NOT_FOUND, CONFLICT, GONE);
    }

    private static Resource delete() {
        return Resource.delete(ADDRESS, "delete", ONE,
            "Delete a message: one's own, or as a moderator anybody's.")
            .with(Common.ROOM, Common.MESSAGE).replies(Reply.body(Types.object("id", Types.id())))
            .refuses(NOT_FOUND, GONE);
    }

    private static Resource react() {
        return Resource.put(ADDRESS, "react", ONE + "/reactions/{emoji}", "React to a message.")
            .with(Common.ROOM, Common.MESSAGE, EMOJI).replies(COUNT).refuses(NOT_FOUND, CONFLICT, GONE);
    }

    private static Resource unreact() {
        return Resource.delete(ADDRESS, "unreact", ONE + "/reactions/{emoji}", "Take a reaction back.")
            .with(Common.ROOM, Common.MESSAGE, EMOJI).replies(COUNT).refuses(NOT_FOUND, CONFLICT, GONE);
    }

    private static Resource reactions() {
        return Resource.get(ADDRESS, "reactions", ONE + "/reactions",
            "Who reacted to a message with what: the first 50 people of each emoji.")
            .with(Common.ROOM, Common.MESSAGE)
            .replies(Reply.body(Types.object("reactions", Types.list(Types.object("emoji", Types.text(),
                "count", Types.count(), "users", Types.list(Types.id()))))))
            .refuses(NOT_FOUND);
    }

    private Resource thread() {
        return Resource.get(ADDRESS, "thread", ONE + "/thread",
            "The replies of a thread from the oldest, and its root.")
            .with(Common.ROOM, Common.MESSAGE)
            .with(may("after", Types.pattern("^[0-9]{1,16}$"),
                "The `next` of the page before; absent: the first page."), Common.limit(settings.pageMax()))
            .replies(new Reply(Reply.Kind.PAGE, Types.object("root", Types.ref("AnyMessage"),
                "messages", Types.list(Types.ref("AnyMessage")), "more", Types.flag(), "next?", Types.text()),
                ""))
            .refuses(NOT_FOUND);
    }

    private static Resource pins() {
        return Resource.get(ADDRESS, "pins", "/rooms/{room}/pins", "The newest 200 pinned messages.")
            .with(Common.ROOM).replies(Reply.body(Types.object(
                "messages", Types.list(Types.ref("AnyMessage")), "more", Types.flag())))
            .refuses(NOT_FOUND);
    }

    private static Resource pin() {
        return Resource.put(ADDRESS, "pin", "/rooms/{room}/pins/{id}", "Pin a message; for moderators.")
            .with(Common.ROOM, Common.MESSAGE).refuses(NOT_FOUND, CONFLICT, GONE);
    }

    private static Resource unpin() {
        return Resource.delete(ADDRESS, "unpin", "/rooms/{room}/pins/{id}",
            "Unpin a message; for moderators.")
            .with(Common.ROOM, Common.MESSAGE).refuses(NOT_FOUND, CONFLICT, GONE);
    }

    private Resource search() {
        return Resource.get(ADDRESS, "search", "/search",
            "Messages that hold all the words, the newest first, with the places of the words.")
            .with(must("query", Types.text(1, QUERY_MAX), "One word or more, 20 at most."),
                may("room", Types.id(), "In this room; absent: in all that the caller may read."),
                may("by", Types.id(), "Of this author."),
                may("from", Types.time(), "The earliest time."),
                may("to", Types.time(), "The time before which."))
            .with(may("after", Types.pattern("^\\d{1,17} \\d{1,18} \\d{1,16}$"),
                "The `next` of the page before; absent: the first page."), Common.limit(settings.pageMax()))
            .replies(Reply.page("messages", Types.ref("Found"))).refuses(NOT_FOUND);
    }

    private JsonObject text() {
        return Types.text(1, settings.textMax());
    }
}

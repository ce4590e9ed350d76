package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.CONFLICT;
import static dev.parley.protocol.FailureType.NOT_FOUND;
import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The resources of {@code parley.notifications}. */
final class NotificationResources {

    private static final String ADDRESS = "parley.notifications";
    private static final int IDS_MAX = 500;
    private static final int KIND_MAX = 64;
    private static final int TITLE_MAX = 200;
    private static final int BODY_MAX = 2_000;
    private static final int LINK_MAX = 2_048;
    private static final int MARK_MAX = 128;
    private static final Reply UNREAD = Reply.body(Types.object("unread", Types.count()));
    private static final Reply PREFERRED = Reply.body(Types.ref("Preferences"));

    private final int pageMax;

    NotificationResources(int pageMax) {
        this.pageMax = pageMax;
    }

    List<Resource> all() {
        return List.of(list(), count(), read(), preferences("/me/preferences", "everywhere"),
            prefer("/me/preferences", "everywhere"),
            preferences("/rooms/{room}/preferences", "in a room").with(Common.ROOM).refuses(NOT_FOUND),
            prefer("/rooms/{room}/preferences", "in a room").with(Common.ROOM).refuses(NOT_FOUND), push());
    }

    private Resource list() {
        return Resource.get(ADDRESS, "list", "/me/notifications", "What one was told of, the newest first.")
            .with(may("after", Types.pattern("^[0-9]{1,16}$"),
                "The `next` of the page before; absent: the first page."), Common.limit(pageMax),
                may("unreadOnly", Types.flag(), "Whether what was read is left out."))
            .replies(new Reply(Reply.Kind.PAGE, Types.object("notifications",
                Types.list(Types.ref("Notification")), "more", Types.flag(), "next?", Types.text(),
                "head", Types.ref("Position")), ""));
    }

    private static Resource count() {
        return Resource.get(ADDRESS, "count", "/me/notifications/count",
            "How many are unread.").replies(UNREAD);
    }

    private static Resource read() {
        return Resource.post(ADDRESS, "read", "/me/notifications/read",
            "Say what one has read: these, or all up to one. Exactly one of the two is given.")
            .with(may("ids", Types.ids(IDS_MAX), "These; what is not there is passed over."),
                may("upTo", Types.either(Types.count(), Types.text(1, MARK_MAX)),
                    "The id or seq of a notification, or a time: that one and all before it."))
            .replies(UNREAD).refuses(NOT_FOUND);
    }

    private static Resource preferences(String path, String where) {
        return Resource.get(ADDRESS, "preferences", path, "What one wants to be told of " + where + ".")
            .replies(PREFERRED);
    }

    private static Resource prefer(String path, String where) {
        return Resource.patch(ADDRESS, "preferences", path,
            "Set what one wants to be told of " + where + ".")
            .with(may("notify", Types.orNull(Types.words("all", "mentions", "none")),
                "Of what; null: as everywhere, everywhere `all`."),
                may("mutedUntil", Types.orNull(Types.time()), "Of nothing until then; null: no longer."))
            .replies(PREFERRED);
    }

    private static Resource push() {
        return Resource.post(ADDRESS, "push", "/users/{user}/notifications",
            "Tell somebody something of the application's own. For admins and server keys.")
            .with(must("user", Types.id(), "Whom."))
            .with(content()).replies(Reply.created(Types.ref("Posted"), "")).refuses(CONFLICT);
    }

    /** What a notification of the application's own is made of. */
    static Field[] content() {
        return new Field[] {
            may("id", Types.id(), "Of the notification; the server chooses one when it is absent."),
            must("kind", Types.pattern("^[A-Za-z0-9][A-Za-z0-9._-]*$").put("maxLength", KIND_MAX)
                .put("not", new JsonObject().put("enum", new JsonArray(
                    List.of("mention", "reply", "direct", "invite")))),
                "What kind of thing, in the application's own words."),
            must("title", Types.text(1, TITLE_MAX), "One line."),
            may("body", Types.text(0, BODY_MAX), "More."),
            may("link", Types.text(1, LINK_MAX), "An http or https URL, or a path that begins with /."),
            may("data", Types.any(), "Any JSON of the application's own, 4 KiB at most, kept as it is.")};
    }
}

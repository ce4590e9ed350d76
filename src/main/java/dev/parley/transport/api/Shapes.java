package dev.parley.transport.api;

import static dev.parley.transport.api.Types.always;
import static dev.parley.transport.api.Types.any;
import static dev.parley.transport.api.Types.count;
import static dev.parley.transport.api.Types.flag;
import static dev.parley.transport.api.Types.id;
import static dev.parley.transport.api.Types.list;
import static dev.parley.transport.api.Types.object;
import static dev.parley.transport.api.Types.ref;
import static dev.parley.transport.api.Types.text;
import static dev.parley.transport.api.Types.time;
import static dev.parley.transport.api.Types.whole;
import static dev.parley.transport.api.Types.words;

import dev.parley.protocol.FailureType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** The shapes of the protocol as the components of the document (docs/protocol.md, "Shapes"). */
final class Shapes {

    private static final String ROLES = "owner moderator member reader";

    private Shapes() {
    }

    /** All of them, by name. */
    static JsonObject all() {
        return new JsonObject()
            .put(Types.ID, said("A user's, room's or message's id.",
                Types.pattern("^[A-Za-z0-9][A-Za-z0-9._@:|-]{0,127}$")))
            .put("Channel", said("The name of a channel.", Types.text(1, 300)))
            .put("Position", said("A place in a log.", object("seq", count(), "epoch", text())))
            .put("Message", said("A message as it is now.", message()))
            .put("Tombstone", said("What is left of a message that was deleted.", tombstone()))
            .put("AnyMessage", Types.either(ref("Message"), ref("Tombstone")))
            .put("Found", said("A message, and where in its text the words stand, in UTF-16 units.", found()))
            .put("Attachment", said("A file that is elsewhere.", attachment()))
            .put("Posted", said("What was published, once it is committed.", posted()))
            .put("Published", said("What was published; without a position where the channel keeps no log.",
                object("id", id(), "seq?", whole(1, Types.WHOLE_MAX), "epoch?", text(),
                    "duplicate?", always(true))))
            .put("Publication", said("An event of a channel's log.", object("seq", whole(1, Types.WHOLE_MAX),
                "type", text(), "id?", id(), "at", time(), "by?", id(), "origin?", text(), "data", any())))
            .put("Room", said("A room; `you` is the caller's standing in it.", room()))
            .put("Member", said("Somebody in a room.", object("user", id(), "name", text(),
                "role", words(ROLES.split(" ")), "since", time(), "mutedUntil?", time())))
            .put("Notification", said("What somebody was told of.", notification()))
            .put("Preferences", said("What somebody wants to be told of.", object("room?", id(),
                "notify", words("all", "mentions", "none"), "mutedUntil?", time())))
            .put("Presence", said("How somebody is to be seen.", presence()))
            .put("Session", said("A connection.", session()))
            .put("Identity", said("Who the caller is.", identity()))
            .put("Export", said("A page of what is kept by or about somebody.", export()))
            .put("Failure", said("Why something was not carried out.", object("code", whole(400, 599),
                "type", failures(), "message", text(), "data?", details())))
            .put("Problem", said("Why a request was refused (RFC 9457).", problem()));
    }

    private static JsonObject said(String meaning, JsonObject schema) {
        return new JsonObject().put("description", meaning).mergeIn(schema);
    }

    private static JsonObject message() {
        return Types.object("id", id(), "room", id(), "seq", whole(1, Types.WHOLE_MAX),
            "n", whole(1, Types.WHOLE_MAX), "by", id(), "at", time(), "text", text().put("minLength", 1),
            "replyTo?", id(), "thread?", id(), "mentions", list(id()),
            "attachments", list(ref("Attachment")), "version", whole(1, Types.WHOLE_MAX), "editedAt?", time(),
            "pinned?", flag(), "reactions", list(object("emoji", text(), "count", count(), "mine?", flag())),
            "replies?", object("count", count(), "lastAt", time(), "users", list(id())), "client?", any());
    }

    private static JsonObject found() {
        var found = message();
        found.getJsonObject("properties").put("highlights", list(list(count(), 2)));
        found.getJsonArray("required").add("highlights");
        return found;
    }

    private static JsonObject tombstone() {
        return Types.object("id", id(), "room", id(), "seq", whole(1, Types.WHOLE_MAX),
            "n", whole(1, Types.WHOLE_MAX), "by", id(), "at", time(), "version", whole(1, Types.WHOLE_MAX),
            "deleted", always(true), "text", always(""), "mentions", list(any(), 0),
            "attachments", list(any(), 0), "reactions", list(any(), 0));
    }

    private static JsonObject attachment() {
        return Types.object("name", Types.text(1, 255), "type?", Types.text(1, 127),
            "size?", whole(0, 1L << 50), "url", Types.text(1, 2048).put("format", "uri"));
    }

    private static JsonObject posted() {
        return Types.object("id", id(), "seq", whole(1, Types.WHOLE_MAX), "epoch", text(), "at", time(),
            "duplicate?", always(true));
    }

    private static JsonObject room() {
        return Types.object("id", id(), "kind", words("group", "direct"), "name", text(), "topic", text(),
            "visibility", words("public", "private"), "createdBy", id(), "createdAt", time(),
            "members", count(), "people?", list(object("user", id(), "name", text())),
            "archived?", flag(), "head", ref("Position"),
            "you?", object("role", words(ROLES.split(" ")), "read", count(), "unread", count(),
                "mentions", count(), "notify", words("all", "mentions", "none"), "mutedUntil?", time(),
                "silencedUntil?", time()));
    }

    private static JsonObject notification() {
        return Types.object("id", id(), "seq", whole(1, Types.WHOLE_MAX), "kind", text(), "title?", text(),
            "body?", text(), "link?", text(), "room?", id(), "message?", id(), "by?", id(), "at", time(),
            "read", flag(), "data?", any());
    }

    private static JsonObject presence() {
        return Types.object("user", id(), "name", text(), "status", words("online", "away", "busy",
            "invisible",
            "offline"), "text?", text(), "devices", count(), "since?", time(), "lastSeen?", time());
    }

    private static JsonObject session() {
        return Types.object("session", text(), "node", text(), "device?", text(), "transport", text(),
            "since", time(), "expiresAt", time(), "roundTripMs?", new JsonObject().put("type", "number"),
            "current?", always(true));
    }

    private static JsonObject identity() {
        return Types.object("user?", object("id", id(), "name", text(), "roles", list(text())), "key?",
            text(),
            "node", text(), "expiresAt?", time(), "limits", object("bodyBytes", count(),
                "commandsPerSecond", count(), "commandsBurst", count()));
    }

    private static JsonObject export() {
        return Types.object("user?", object("id", id(), "name", text()), "rooms?", list(Types.map(any())),
            "presence?", Types.map(any()),
            "reactions?", list(object("room", id(), "id", id(), "emoji", text())),
            "publications", list(Types.map(any())), "more", flag(), "next?", text());
    }

    private static JsonObject problem() {
        return Types.object("type", text().put("format", "uri-reference"), "title", text(),
            "status", whole(400, 599), "detail", text(), "code", failures(), "data?", details());
    }

    private static JsonObject details() {
        return Types.map(any()).put("description", "What a client can act on, such as `retryAfterMs`.");
    }

    private static JsonObject failures() {
        return text().put("enum",
            new JsonArray(Stream.of(FailureType.values()).map(FailureType::word).toList()));
    }
}

package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.NOT_FOUND;
import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** The resources of {@code parley.session}: who one is, and one's connections to the server. */
final class SessionResources {

    static final String ADDRESS = "parley.session";
    private static final int TOKEN_MAX = 16_000;
    private static final int TOKEN_ID_MAX = 256;
    private static final Reply WHO = Reply.body(Types.ref("Identity"));

    private final int channelsMax;

    /** @param channelsMax channels of one request at most */
    SessionResources(int channelsMax) {
        this.channelsMax = channelsMax;
    }

    List<Resource> all() {
        return List.of(whoami(), authenticate(), sync(), ack(), list(), end(), revoke());
    }

    private static Resource whoami() {
        return Resource.get(ADDRESS, "whoami", "/me",
            "Who the caller is, until when, and within which limits.")
            .replies(WHO);
    }

    private static Resource authenticate() {
        return Resource.post(ADDRESS, "authenticate", "/authenticate",
            "Look whether a token is believed, and whom it names: that of the caller, or another of his.")
            .with(must("token", Types.text(1, TOKEN_MAX), "A JSON web token.")).replies(WHO);
    }

    private Resource sync() {
        return Resource.post(ADDRESS, "sync", "/sync",
            "Where the logs of many channels stand, and whether one can go on from where one was.")
            .with(must("channels", each(Types.object("since?", Types.count(), "epoch?", Types.text(),
                "last?", Types.whole(0, Integer.MAX_VALUE), "state?", Types.flag())),
                "By name: from where one would go on."))
            .replies(Reply.body(Types.object("channels", Types.map(Types.object("seq?", Types.count(),
                "epoch?", Types.text(), "recovered?", Types.flag(), "state?", Types.map(Types.any()),
                "versions?", Types.map(Types.count()), "error?", Types.ref("Failure"))))));
    }

    private Resource ack() {
        return Resource.post(ADDRESS, "ack", "/ack",
            "Say how far one has received, for many channels at once.")
            .with(must("channels", each(Types.count()), "By name: up to which seq."))
            .replies(Reply.body(Types.object("channels?", Types.map(Types.object(
                "error", Types.ref("Failure"))))));
    }

    private JsonObject each(JsonObject schema) {
        return Types.map(schema).put("maxProperties", channelsMax);
    }

    private static Resource list() {
        return Resource.get(ADDRESS, "list", "/me/sessions", "One's own connections, on all nodes.")
            .replies(Reply.body(Types.object("sessions", Types.list(Types.ref("Session")),
                "more?", Types.flag(), "missing?", Types.count())));
    }

    private static Resource end() {
        return Resource.delete(ADDRESS, "end", "/sessions/{session}",
            "End a connection: one's own, or as an admin or server key anybody's.")
            .with(must("session", Types.text(), "Its id, as the list gives it."))
            .replies(Reply.body(Types.object("session", Types.text()))).refuses(NOT_FOUND);
    }

    private static Resource revoke() {
        return Resource.post(ADDRESS, "revoke", "/revocations",
            "Believe no more the tokens that somebody has now, or one token; his connections end.")
            .with(may("user", Types.id(), "Whose; or else jti."))
            .with(may("jti", Types.text(1, TOKEN_ID_MAX), "The token's claim of that name; or else user."))
            .replies(Reply.body(Types.object("user?", Types.id(), "jti?", Types.text(),
                "at", Types.time(), "until", Types.time())));
    }
}

package dev.parley.transport.api;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * What a command answers over HTTP when it was carried out.
 *
 * @param kind   what the status and the headers say beside the body
 * @param schema of the body
 * @param place  of {@link Kind#CREATED}: the path of what was made, with the names of fields in braces
 */
record Reply(Kind kind, JsonObject schema, String place) {

    static final Reply NOTHING = new Reply(Kind.EMPTY, Types.object(), "");

    /** The kinds of success. */
    enum Kind {
        /** 200 and the body. */
        BODY,
        /** 204: the reply holds nothing. */
        EMPTY,
        /** 201 and where it is; 200 when it was there already. */
        CREATED,
        /** 200 with the version of the message as its tag. */
        MESSAGE,
        /** 200, and a link to the next page. */
        PAGE,
        /** 200, and links to the messages before or after. */
        HISTORY
    }

    Reply {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(schema);
        Objects.requireNonNull(place);
    }

    static Reply body(JsonObject schema) {
        return new Reply(Kind.BODY, schema, "");
    }

    static Reply page(String name, JsonObject entries) {
        return new Reply(Kind.PAGE, Types.page(name, entries), "");
    }

    static Reply created(JsonObject schema, String place) {
        return new Reply(Kind.CREATED, schema, place);
    }
}

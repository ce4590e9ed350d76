package dev.parley.transport.api;

import dev.parley.protocol.FailureType;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What an operation may answer, in the document. */
final class Responses {

    /** What any request may be refused with. */
    private static final Set<FailureType> ANY = EnumSet.of(FailureType.BAD_REQUEST,
        FailureType.UNAUTHENTICATED,
        FailureType.FORBIDDEN, FailureType.TOO_LARGE, FailureType.RATE_LIMITED, FailureType.INTERNAL,
        FailureType.UNAVAILABLE, FailureType.TIMEOUT);

    private static final Map<FailureType, String> MEANINGS = Map.ofEntries(
        Map.entry(FailureType.BAD_REQUEST, "The request cannot mean anything; `detail` says why."),
        Map.entry(FailureType.UNAUTHENTICATED, "No token or key, or one that is not believed."),
        Map.entry(FailureType.FORBIDDEN, "Not with this identity or role."),
        Map.entry(FailureType.NOT_FOUND, "Not there, or not there for the caller."),
        Map.entry(FailureType.CONFLICT, "It contradicts what is there."),
        Map.entry(FailureType.GONE, "Archived, or deleted."),
        Map.entry(FailureType.TOO_LARGE, "Over a limit."),
        Map.entry(FailureType.RATE_LIMITED, "Too many requests."),
        Map.entry(FailureType.INTERNAL, "The server's fault; it is logged there."),
        Map.entry(FailureType.UNAVAILABLE, "A part is away; repeating with the same id is safe."),
        Map.entry(FailureType.TIMEOUT,
            "No answer in time, outcome unknown; repeating with the same id is safe."));

    private static final String REF = "$ref";
    private static final String DESCRIPTION = "description";
    private static final String SCHEMA = "schema";

    private Responses() {
    }

    static JsonObject of(Resource resource) {
        var all = new JsonObject();
        success(resource, all);
        var types = EnumSet.copyOf(ANY);
        types.addAll(resource.refusals());
        types.forEach(type -> all.put(Integer.toString(type.code()), refused(name(type))));
        if (resource.matches()) {
            all.put("412", refused("PreconditionFailed"));
        }
        if (resource.takesBody()) {
            all.put("415", refused("UnsupportedMediaType"));
        }
        return all;
    }

    /** The refusals that operations refer to. */
    static JsonObject problems() {
        var all = new JsonObject();
        MEANINGS.forEach((type, meaning) -> all.put(name(type), problem(meaning, type)));
        return all
            .put("PreconditionFailed", problem("The message was edited in the meantime (`conflict`).",
                FailureType.CONFLICT))
            .put("UnsupportedMediaType",
                problem("The body must be `application/json` in UTF-8 (`bad_request`).",
                FailureType.BAD_REQUEST));
    }

    /** The headers that answers refer to. */
    static JsonObject headers() {
        return new JsonObject()
            .put("ETag", header("The version of the message, and a mark of all that is shown with it."))
            .put("Link",
                header("The next page, as `rel=\"next\"`; before a place in history, `rel=\"prev\"`."))
            .put("Location", header("Where it is."))
            .put("RetryAfter", new JsonObject().put(DESCRIPTION, "Seconds after which to come back.")
                .put(SCHEMA, Types.whole(1, Integer.MAX_VALUE)))
            .put("Challenge", header("How to sign in."))
            .put("Origin", header("The `origin` that publications of this request carry."));
    }

    private static void success(Resource resource, JsonObject all) {
        var reply = resource.reply();
        switch (reply.kind()) {
            case BODY -> all.put("200", done("Done.", reply));
            case EMPTY -> all.put("204", new JsonObject().put(DESCRIPTION, "Done."));
            case CREATED -> {
                all.put("201", reply.place().isEmpty() ? done("Made.", reply)
                    : with(done("Made.", reply), "Location", "Location"));
                all.put("200", done("It was made before, by the same request.", reply));
            }
            case MESSAGE -> {
                all.put("200", with(done("The message.", reply), "ETag", "ETag"));
                if (resource.method().equals(HttpMethod.GET)) {
                    all.put("304", new JsonObject().put(DESCRIPTION, "It is still the same."));
                }
            }
            case PAGE, HISTORY -> all.put("200", with(done("A page.", reply), "Link", "Link"));
        }
        if (!resource.method().equals(HttpMethod.GET)) {
            all.fieldNames().stream().filter(status -> status.startsWith("2"))
                .forEach(status -> with(all.getJsonObject(status), "Parley-Origin", "Origin"));
        }
    }

    private static JsonObject done(String meaning, Reply reply) {
        return new JsonObject().put(DESCRIPTION, meaning).put("content", new JsonObject()
            .put("application/json", new JsonObject().put(SCHEMA, reply.schema())));
    }

    private static JsonObject problem(String meaning, FailureType type) {
        var problem = new JsonObject().put(DESCRIPTION, meaning).put("content", new JsonObject()
            .put("application/problem+json", new JsonObject().put(SCHEMA, Types.ref("Problem"))));
        return switch (type) {
            case RATE_LIMITED, UNAVAILABLE -> with(problem, "Retry-After", "RetryAfter");
            case UNAUTHENTICATED -> with(problem, "WWW-Authenticate", "Challenge");
            default -> problem;
        };
    }

    private static JsonObject with(JsonObject response, String header, String component) {
        var headers = response.getJsonObject("headers", new JsonObject());
        return response.put("headers", headers.put(header,
            new JsonObject().put(REF, "#/components/headers/" + component)));
    }

    private static JsonObject header(String meaning) {
        return new JsonObject().put(DESCRIPTION, meaning).put(SCHEMA, Types.text());
    }

    private static JsonObject refused(String component) {
        return new JsonObject().put(REF, "#/components/responses/" + component);
    }

    /** Such as {@code NotFound}. */
    private static String name(FailureType type) {
        var name = new StringBuilder();
        for (var word : type.word().split("_")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }
}

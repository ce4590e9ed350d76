package dev.parley.transport.api;

import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks of a resource: the fields of its command, out of the path, the query, the body and the
 * headers.
 *
 * @param values of the named parts of the path
 * @param query  every parameter with its values
 */
record Request(Resource resource, List<String> values, Map<String, List<String>> query,
               HttpServerRequest http) {

    private static final Set<String> SECRETS = Set.of("token", "access_token", "key", "api_key");

    /** Credentials in an address end up in logs: whoever puts them there is told so at once. */
    void refuseSecrets() {
        for (var name : query.keySet()) {
            if (SECRETS.contains(name)) {
                throw Refusal.badRequest("Give the token or key in the header Authorization, never in the"
                    + " address (\"" + name + "\"): addresses are logged.").asException();
            }
        }
    }

    /** The body of the command. Throws a refusal when the places contradict one another. */
    JsonObject command(JsonObject given) {
        var body = given.copy();
        resource.inQuery().forEach(field -> readQuery(field, body));
        var names = resource.named();
        for (int i = 0; i < names.size(); i++) {
            body.put(names.get(i), values.get(i));
        }
        resource.key().ifPresent(key -> header("Idempotency-Key").ifPresent(id -> once(body, key.name(),
            id)));
        version().ifPresent(version -> once(body, "version", version));
        return body;
    }

    private void readQuery(Field field, JsonObject body) {
        var texts = query.get(field.name());
        if (texts == null) {
            return;
        }
        if (field.repeats()) {
            body.put(field.name(), new JsonArray(texts.stream().<Object>map(text -> text).toList()));
        } else if (texts.size() > 1) {
            throw Fields.bad(field.name(), "is given more than once");
        } else {
            body.put(field.name(), field.read(texts.getFirst()));
        }
    }

    private static void once(JsonObject body, String name, Object value) {
        var said = body.getValue(name);
        if (said != null && !said.toString().equals(value.toString())) {
            throw Fields.bad(name, "contradicts the header that stands for it");
        }
        body.put(name, value);
    }

    /** Where that was made stands below the root; empty when it is nowhere to be read. */
    Optional<String> place(JsonObject reply) {
        var template = resource.reply().place();
        var names = resource.named();
        for (int i = 0; i < names.size(); i++) {
            template = template.replace("{" + names.get(i) + "}", Encoded.encode(values.get(i)));
        }
        var made = reply.getValue("room") instanceof JsonObject room ? room.getString("id")
            : reply.getString("id");
        return Optional.of(template.replaceAll("\\{\\w+}", made == null ? "" : Encoded.encode(made)))
            .filter(place -> !place.isEmpty());
    }

    /** The header, if it is there. */
    Optional<String> header(String name) {
        return Optional.ofNullable(http.getHeader(name));
    }

    /** Was the edit to happen only if nobody else had made one? */
    boolean guarded() {
        return header("If-Match").isPresent();
    }

    private Optional<Long> version() {
        var tag = header("If-Match");
        if (tag.isPresent() && !resource.matches()) {
            throw Refusal.badRequest("If-Match is for edits of messages only.").asException();
        }
        return tag.map(String::strip).filter(text -> !text.equals("*")).map(Tags::version);
    }
}

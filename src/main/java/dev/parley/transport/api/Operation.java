package dev.parley.transport.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One operation of the document. */
final class Operation {

    private static final String IN = "in";
    private static final String NAME = "name";
    private static final String HEADER = "header";
    private static final String SCHEMA = "schema";

    private Operation() {
    }

    static JsonObject of(Resource resource) {
        var operation = new JsonObject()
            .put("operationId", resource.operation())
            .put("tags", new JsonArray().add(tag(resource)))
            .put("summary", resource.summary())
            .put("description", "The command `" + resource.action() + "` of `" + resource.address() + "`.")
            .put("parameters", parameters(resource));
        if (resource.takesBody()) {
            operation.put("requestBody", new JsonObject()
                .put("required", resource.inBody().stream().anyMatch(Operation::needed))
                .put("content", new JsonObject().put("application/json",
                    new JsonObject().put(SCHEMA, body(resource.inBody())))));
        }
        return operation.put("responses", Responses.of(resource));
    }

    /** The group that it belongs to. */
    static String tag(Resource resource) {
        return resource.address().substring(resource.address().indexOf('.') + 1);
    }

    /** The parameters that many operations share. */
    static JsonObject shared() {
        return new JsonObject()
            .put("As", header("Parley-As", Types.id(),
                "With a server key: the user on whose behalf the request is made."))
            .put("AsName", header("Parley-As-Name", Types.text(1, 200),
                "With `Parley-As`: the name to show, percent-encoded UTF-8; absent: the id."))
            .put("IdempotencyKey", header("Idempotency-Key", Types.id(),
                "The id of what is made, in the place of the field `id`: repeating is safe."))
            .put("IfMatch", header("If-Match", Types.text(),
                "The `ETag` of the message, or its version in quotes: another one is 412."))
            .put("IfNoneMatch", header("If-None-Match", Types.text(),
                "The `ETag` that is there already: 304 when it is still the same."));
    }

    private static JsonObject header(String name, JsonObject schema, String meaning) {
        return new JsonObject().put(NAME, name).put(IN, HEADER).put("required", false)
            .put("description", meaning).put(SCHEMA, schema);
    }

    private static JsonArray parameters(Resource resource) {
        var all = new JsonArray();
        resource.fields().stream().filter(resource::inPath).forEach(field -> all.add(
            parameter(field, "path")));
        resource.inQuery().forEach(field -> all.add(parameter(field, "query")));
        resource.key().ifPresent(key -> all.add(shared("IdempotencyKey")));
        if (resource.matches()) {
            all.add(shared("IfMatch"));
        }
        if (resource.reply().kind() == Reply.Kind.MESSAGE && resource.method().equals(HttpMethod.GET)) {
            all.add(shared("IfNoneMatch"));
        }
        return all.add(shared("As")).add(shared("AsName"));
    }

    private static JsonObject shared(String name) {
        return new JsonObject().put("$ref", "#/components/parameters/" + name);
    }

    private static JsonObject parameter(Field field, String in) {
        var parameter = new JsonObject().put(NAME, field.name()).put(IN, in)
            .put("required", field.required())
            .put("description", field.schema().getString("description"));
        if (field.repeats()) {
            parameter.put("style", "form").put("explode", true);
        }
        return parameter.put(SCHEMA, plain(field));
    }

    private static JsonObject body(List<Field> fields) {
        var properties = new JsonObject();
        var required = new JsonArray();
        for (var field : fields) {
            properties.put(field.name(), field.schema());
            if (needed(field)) {
                required.add(field.name());
            }
        }
        var schema = new JsonObject().put("type", "object").put("properties", properties);
        return required.isEmpty() ? schema : schema.put("required", required);
    }

    private static boolean needed(Field field) {
        return field.required();
    }

    private static JsonObject plain(Field field) {
        var schema = field.schema().copy();
        schema.remove("description");
        return schema;
    }
}

package dev.parley.transport.api;

import io.vertx.core.MultiMap;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The document of a server, as the judge of its answers: a status that it does not name, a header that it
 * promises and that is not there, and a field that it does not describe are faults.
 */
final class ApiContract {

    private static final String COMPONENTS = "#/components/schemas/";

    private final JsonObject document;
    private final JsonObject definitions;
    private final Map<String, Validator> validators = new HashMap<>();

    ApiContract(JsonObject document) {
        this.document = document;
        this.definitions = (JsonObject) closed(schemas());
    }

    /** One operation of the document. */
    record Operation(String path, String method, JsonObject described) {

        String name() {
            return described.getString("operationId");
        }
    }

    JsonObject schemas() {
        return document.getJsonObject("components").getJsonObject("schemas");
    }

    List<Operation> operations() {
        var all = new ArrayList<Operation>();
        var paths = document.getJsonObject("paths");
        paths.fieldNames().forEach(path -> paths.getJsonObject(path).forEach(entry ->
            all.add(new Operation(path, entry.getKey().toUpperCase(Locale.ROOT),
                (JsonObject) entry.getValue()))));
        return all;
    }

    Operation operation(String path, String method) {
        return new Operation(path, method, document.getJsonObject("paths").getJsonObject(path)
            .getJsonObject(method.toLowerCase(Locale.ROOT)));
    }

    /** The methods that the document knows at a path. */
    List<String> methods(String path) {
        return document.getJsonObject("paths").getJsonObject(path).fieldNames().stream()
            .map(method -> method.toUpperCase(Locale.ROOT)).toList();
    }

    JsonObject resolve(JsonObject described) {
        var reference = described.getString("$ref");
        if (reference == null) {
            return described;
        }
        var at = document;
        for (var part : reference.substring(2).split("/")) {
            at = at.getJsonObject(part);
        }
        return at;
    }

    /** What is wrong with the answer; empty when the document allows it. */
    List<String> faults(Operation operation, int status, MultiMap headers, String body, boolean head) {
        var answers = operation.described().getJsonObject("responses");
        if (!answers.containsKey(Integer.toString(status))) {
            return List.of("the status is not one of " + answers.fieldNames());
        }
        var answer = resolve(answers.getJsonObject(Integer.toString(status)));
        var faults = new ArrayList<String>();
        for (var header : answer.getJsonObject("headers", new JsonObject()).fieldNames()) {
            if (!header.equals("Link") && !headers.contains(header)) {
                faults.add("the header " + header + " is missing");
            }
        }
        if (!head) {
            judge(answer, headers, body, faults);
        } else if (!body.isEmpty()) {
            faults.add("HEAD has a body");
        }
        return faults;
    }

    private void judge(JsonObject answer, MultiMap headers, String body, List<String> faults) {
        var content = answer.getJsonObject("content");
        if (content == null) {
            if (!body.isEmpty()) {
                faults.add("there should be no body");
            }
            return;
        }
        var type = content.fieldNames().iterator().next();
        if (!type.equals(headers.get("Content-Type"))) {
            faults.add("the type is not " + type);
        }
        faults.addAll(faults(content.getJsonObject(type).getJsonObject("schema"), body));
    }

    /** What is wrong with a refusal that belongs to no operation. */
    List<String> problemFaults(MultiMap headers, String body) {
        var faults = new ArrayList<String>();
        if (!"application/problem+json".equals(headers.get("Content-Type"))) {
            faults.add("the type is not application/problem+json");
        }
        faults.addAll(faults(Types.ref("Problem"), body));
        return faults;
    }

    private List<String> faults(JsonObject schema, String body) {
        var checked = validators.computeIfAbsent(schema.encode(), key -> Validator.create(JsonSchema.of(
            ((JsonObject) closed(schema)).put("$defs", definitions)), new JsonSchemaOptions()
                .setBaseUri("https://parley.test/").setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic))).validate(Json.decodeValue(body));
        return checked.getValid() ? List.of() : checked.getErrors().stream()
            .map(error -> error.getInstanceLocation() + ": " + error.getError()).toList();
    }

    /** The schema with every object closed: what it does not describe may not be there. */
    private static Object closed(Object schema) {
        return switch (schema) {
            case JsonObject object -> {
                var copy = new JsonObject();
                object.forEach(entry -> copy.put(entry.getKey(),
                    entry.getValue() instanceof String text && text.startsWith(COMPONENTS)
                        ? "#/$defs/" + text.substring(COMPONENTS.length()) : closed(entry.getValue())));
                yield object.getValue("properties") instanceof JsonObject
                    && "object".equals(object.getValue("type"))
                    ? copy.put("additionalProperties", false) : copy;
            }
            case JsonArray array -> new JsonArray(new ArrayList<>(array.stream().map(ApiContract::closed)
                .toList()));
            case null, default -> schema;
        };
    }
}

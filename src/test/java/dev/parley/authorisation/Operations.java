package dev.parley.authorisation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operations of the HTTP API by the commands that they carry out. */
final class Operations {

    private static final Pattern COMMAND = Pattern.compile("The command `(\\S+)` of `(\\S+)`\\.");

    private final Map<String, Operation> byCommand = new HashMap<>();

    /** Where a command is, and which of its fields go where. */
    record Operation(String method, String path, Set<String> query, Set<String> inBody) {

        boolean hasBody() {
            return !inBody.isEmpty();
        }

        boolean takes(String field) {
            return path.contains("{" + field + "}") || query.contains(field) || inBody.contains(field);
        }

        /** Does a body have all that the path needs? */
        boolean filledBy(Set<String> fields) {
            return Pattern.compile("\\{(\\w+)}").matcher(path).results()
                .allMatch(place -> fields.contains(place.group(1)));
        }
    }

    Operations(JsonObject document) {
        for (var path : document.getJsonObject("paths")) {
            ((JsonObject) path.getValue()).forEach(entry -> {
                if (entry.getValue() instanceof JsonObject one && one.containsKey("description")) {
                    add(entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), one);
                }
            });
        }
    }

    private void add(String method, String path, JsonObject operation) {
        var command = COMMAND.matcher(operation.getString("description"));
        if (command.matches()) {
            var query = operation.getJsonArray("parameters", new JsonArray()).stream()
                .map(JsonObject.class::cast).filter(parameter -> "query".equals(parameter.getString("in")))
                .map(parameter -> parameter.getString("name")).collect(Collectors.toSet());
            var body = Optional.ofNullable(operation.getJsonObject("requestBody")).map(content -> content
                .getJsonObject("content").getJsonObject("application/json").getJsonObject("schema")
                .getJsonObject("properties").fieldNames()).orElse(Set.of());
            byCommand.putIfAbsent(command.group(2) + " " + command.group(1),
                new Operation(method, path, query, body));
        }
    }

    Optional<Operation> of(String command) {
        return Optional.ofNullable(byCommand.get(command));
    }

    /** Can a line be asked here, field by field? */
    boolean know(Line line) {
        var fields = new JsonObject(line.body()).fieldNames();
        return of(line.asked()).filter(operation -> fields.stream().allMatch(operation::takes)
            && operation.filledBy(fields)).isPresent();
    }
}

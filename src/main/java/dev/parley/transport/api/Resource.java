package dev.parley.transport.api;

import dev.parley.protocol.FailureType;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a command is reached over HTTP. The fields that the path names stand there, the others in the query of
 * GET and DELETE, and in the body of the rest.
 *
 * @param address  the service address of the command
 * @param action   its action
 * @param method   GET, POST, PUT, PATCH or DELETE
 * @param path     below {@code /api/v1}, with the names of fields in braces
 * @param summary  a few words; the first sentence of its description
 * @param fields   the body of the command, whole
 * @param reply    what it answers when it was carried out
 * @param refusals the failure types that it may have beside those of every command
 */
record Resource(String address, String action, HttpMethod method, String path, String summary,
                List<Field> fields, Reply reply, Set<FailureType> refusals) {

    private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");

    Resource {
        Objects.requireNonNull(address);
        Objects.requireNonNull(action);
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(reply);
        fields = List.copyOf(fields);
        refusals = Set.copyOf(refusals);
    }

    static Resource get(String address, String action, String path, String summary) {
        return of(address, action, HttpMethod.GET, path, summary);
    }

    static Resource post(String address, String action, String path, String summary) {
        return of(address, action, HttpMethod.POST, path, summary);
    }

    static Resource put(String address, String action, String path, String summary) {
        return of(address, action, HttpMethod.PUT, path, summary);
    }

    static Resource patch(String address, String action, String path, String summary) {
        return of(address, action, HttpMethod.PATCH, path, summary);
    }

    static Resource delete(String address, String action, String path, String summary) {
        return of(address, action, HttpMethod.DELETE, path, summary);
    }

    private static Resource of(String address, String action, HttpMethod method, String path,
        String summary) {
        return new Resource(address, action, method, path, summary, List.of(), Reply.NOTHING, Set.of());
    }

    /** With these fields after those that it has. */
    Resource with(Field... more) {
        var all = new ArrayList<>(fields);
        all.addAll(List.of(more));
        return new Resource(address, action, method, path, summary, all, reply, refusals);
    }

    Resource replies(Reply other) {
        return new Resource(address, action, method, path, summary, fields, other, refusals);
    }

    Resource refuses(FailureType... types) {
        var all = EnumSet.noneOf(FailureType.class);
        all.addAll(List.of(types));
        return new Resource(address, action, method, path, summary, fields, reply, all);
    }

    /** The names in its path, in their order. */
    List<String> named() {
        return NAMED.matcher(path).results().map(found -> found.group(1)).toList();
    }

    boolean inPath(Field field) {
        return named().contains(field.name());
    }

    /** Do the fields that are not in the path stand in the query? */
    boolean asks() {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.DELETE);
    }

    List<Field> inQuery() {
        return asks() ? fields.stream().filter(field -> !inPath(field)).toList() : List.of();
    }

    List<Field> inBody() {
        return asks() ? List.of() : fields.stream().filter(field -> !inPath(field)).toList();
    }

    /** Is a body read? One that nobody would look at is not; a command by its name takes any. */
    boolean takesBody() {
        return !inBody().isEmpty() || path.startsWith(Resources.BY_NAME);
    }

    /** The field that the header {@code Idempotency-Key} stands for: the id of what is made. */
    Optional<Field> key() {
        return inBody().stream().filter(field -> field.name().equals("id") && !field.required()).findFirst();
    }

    /** Does it take the header {@code If-Match}? */
    boolean matches() {
        return inBody().stream().anyMatch(field -> field.name().equals("version"));
    }

    /** The name of the operation, unique in the document. */
    String operation() {
        var name = address.substring(address.indexOf('.') + 1) + "." + action;
        return !action.equals("preferences") ? name
            : name + (named().isEmpty() ? "" : ".room") + (method.equals(HttpMethod.GET) ? "" : ".set");
    }
}

package dev.parley.transport.api;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tree of paths. A fixed part goes before a named one; no path leads to two places. */
final class Routes {

    private final Map<String, Routes> fixed = new HashMap<>();
    private Routes named;
    private final Map<String, Endpoint> here = new TreeMap<>();

    /**
     * Where a path leads.
     *
     * @param methods what can be done there, by name; never empty
     * @param values  the named parts of the path, decoded, in their order
     */
    record Place(Map<String, Endpoint> methods, List<String> values) {

        /** What the header {@code Allow} says. */
        String allow() {
            var names = new ArrayList<>(methods.keySet());
            if (names.contains("GET")) {
                names.add("HEAD");
            }
            names.add("OPTIONS");
            return String.join(", ", names.stream().sorted().toList());
        }

        Optional<Endpoint> of(HttpMethod method) {
            return Optional.ofNullable(methods.get(method.equals(HttpMethod.HEAD) ? "GET" : method.name()));
        }
    }

    void add(Endpoint endpoint) {
        var place = this;
        for (var part : endpoint.resource().path().substring(1).split("/")) {
            place = place.below(part);
        }
        if (place.here.put(endpoint.resource().method().name(), endpoint) != null) {
            throw new IllegalArgumentException("two resources at " + endpoint.resource().path());
        }
    }

    private Routes below(String part) {
        if (!part.startsWith("{")) {
            return fixed.computeIfAbsent(part, absent -> new Routes());
        }
        if (named == null) {
            named = new Routes();
        }
        return named;
    }

    /**
     * The place of a path below the root, which begins with a slash. Throws a refusal when a part of it is
     * not properly encoded.
     */
    Optional<Place> find(String path) {
        var place = this;
        var values = new ArrayList<String>();
        for (var part : path.substring(1).split("/", -1)) {
            var next = place.fixed.get(part);
            if (next == null && place.named != null && !part.isEmpty()) {
                next = place.named;
                values.add(Encoded.path(part));
            }
            if (next == null) {
                return Optional.empty();
            }
            place = next;
        }
        return place.here.isEmpty() ? Optional.empty() : Optional.of(new Place(place.here, values));
    }
}

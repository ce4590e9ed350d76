package dev.parley.transport.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Links from a page of a list to those around it (RFC 8288), with all that was asked for but the place. */
final class Links {

    private static final List<String> PLACES = List.of("after", "before", "around");
    private static final String NEXT = "next";
    private static final String SEQ = "seq";

    private Links() {
    }

    /** The value of the header {@code Link}; empty when there is no other page. */
    static Optional<String> of(Request request, JsonObject reply) {
        var links = request.resource().reply().kind() == Reply.Kind.HISTORY
            ? history(request, reply) : list(request, reply);
        return links.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", links));
    }

    private static List<String> list(Request request, JsonObject reply) {
        return reply.getValue(NEXT) instanceof String next ? List.of(link(request, "after", next,
            NEXT)) : List.of();
    }

    /** Onwards in the direction in which one reads; from the middle, both ways. */
    private static List<String> history(Request request, JsonObject reply) {
        var messages = reply.getJsonArray("messages");
        var links = new ArrayList<String>();
        if (messages.isEmpty()) {
            return links;
        }
        if (request.query().containsKey("around")) {
            if (reply.getBoolean("moreBefore", false)) {
                links.add(link(request, "before", seq(messages, 0), "prev"));
            }
            if (reply.getBoolean("moreAfter", false)) {
                links.add(link(request, "after", seq(messages, messages.size() - 1), NEXT));
            }
        } else if (reply.getBoolean("more", false)) {
            links.add(request.query().containsKey("after")
                ? link(request, "after", seq(messages, messages.size() - 1), NEXT)
                : link(request, "before", seq(messages, 0), NEXT));
        }
        return links;
    }

    private static String seq(JsonArray messages, int at) {
        return Long.toString(messages.getJsonObject(at).getLong(SEQ));
    }

    private static String link(Request request, String place, String value, String relation) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        request.resource().inQuery().forEach(field -> {
            if (!PLACES.contains(field.name()) && request.query().containsKey(field.name())) {
                query.put(field.name(), request.query().get(field.name()));
            }
        });
        query.put(place, List.of(value));
        return "<" + request.http().path() + "?" + query.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream()
                .map(text -> entry.getKey() + "=" + Encoded.encode(text)))
            .collect(Collectors.joining("&")) + ">; rel=\"" + relation + "\"";
    }
}
